internal import CUV
internal import Glibc

/// A listening socket's place in the file system.
struct SocketFile: Sendable {
    private let path: String
    private let stamp: FileStamp?

    /// Listens at a path. What stands there is replaced only if it is a socket that nobody listens on.
    ///
    /// The socket gets its mode before it gets its name, so that nobody slips in between.
    static func listen(
        _ place: HTTPServerSettings.SocketPath,
        backlog: Int32
    ) throws(HTTPServerError) -> (descriptor: Int32, file: Self) {
        let path = place.path
        let draft = "\(path).new"
        guard let address = UnixAddress(draft) else { throw .socket(path: path, "the path is too long") }
        try refuseStrangers(at: path)
        try refuseStrangers(at: draft)
        unsafe unlink(draft)
        let descriptor = cuv_stream_socket(AF_UNIX)
        guard descriptor >= 0 else { throw .socket(path: path, SystemError.text(errno)) }
        guard address.bind(descriptor), unsafe chmod(draft, place.mode) == 0, Glibc.listen(descriptor, backlog) == 0,
            unsafe rename(draft, path) == 0
        else {
            let error = HTTPServerError.socket(path: path, SystemError.text(errno))
            close(descriptor)
            unsafe unlink(draft)
            throw error
        }
        return (descriptor, Self(path: path, stamp: FileStamp(path)))
    }

    /// Removes the file, unless another has taken its place.
    func remove() {
        if stamp != nil, FileStamp(path) == stamp { unsafe unlink(path) }
    }

    private static func refuseStrangers(at path: String) throws(HTTPServerError) {
        var facts = stat()
        guard unsafe lstat(path, &facts) == 0 else { return }
        guard facts.st_mode & S_IFMT == S_IFSOCK else { throw .socket(path: path, "something else stands there") }
        guard let address = UnixAddress(path) else { throw .socket(path: path, "the path is too long") }
        let probe = cuv_stream_socket(AF_UNIX)
        guard probe >= 0 else { throw .socket(path: path, SystemError.text(errno)) }
        defer { close(probe) }
        // Full is busy, too; only what refuses has nobody behind it.
        guard !address.connect(probe), errno == ECONNREFUSED else {
            throw .socket(path: path, "somebody listens there")
        }
    }
}
