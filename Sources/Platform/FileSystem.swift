internal import Glibc

/// Why a file could not be read.
public enum FileError: Error, Sendable, Equatable {
    case notFound
    /// More than the limit, in bytes.
    case tooLarge(limit: Int)
    /// What the system said.
    case failed(String)
}

/// Files, as the system has them.
public enum FileSystem {
    /// The whole content of the file at `path`, which is at most `limit` bytes long. Never waits for somebody to write:
    /// pipes and sockets are refused.
    public static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError.last }
        defer { close(descriptor) }
        guard !Descriptor.isStream(descriptor) else { throw .failed("it is a pipe, not a file") }
        return try read(from: descriptor, limit: limit)
    }

    /// Adds `bytes` at the end of the file at `path`, in one piece; a file that is made is for its owner only.
    public static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError.last }
        defer { close(descriptor) }
        guard Descriptor.writeAll(bytes, to: descriptor) else { throw FileError.last }
    }

    /// Makes a file with `bytes`, for its owner only. One that is there is replaced whole, or not at all.
    public static func create(_ bytes: [UInt8], at path: String, replacing: Bool) throws(FileError) {
        let target = replacing ? "\(path).new" : path
        if replacing { unsafe unlink(target) }
        let descriptor = unsafe open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? .exists : FileError.last }
        defer { close(descriptor) }
        guard Descriptor.writeAll(bytes, to: descriptor) else { throw FileError.last }
        guard replacing else { return }
        guard unsafe rename(target, path) == 0 else { throw FileError.last }
    }

    static func read(from descriptor: Int32, limit: Int) throws(FileError) -> [UInt8] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return content }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError.last
            }
            guard content.count + count <= limit else { throw .tooLarge(limit: limit) }
            content.append(contentsOf: buffer[..<count])
        }
    }
}

extension FileError {
    /// What was to be made is there.
    public static let exists = failed("there is a file already")

    /// What `errno` says.
    static var last: Self { errno == ENOENT || errno == ENOTDIR ? .notFound : .failed(SystemError.text(errno)) }
}
