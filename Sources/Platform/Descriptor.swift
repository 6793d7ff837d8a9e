internal import Glibc

/// Blocking reads and writes, for threads that may block.
enum Descriptor {
    /// Writes all of `bytes`; `false` when the reader has gone.
    @discardableResult
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                wait(for: descriptor, Int16(POLLOUT))
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    /// Opens the file at `path` for writing behind its end; one that is made is for its owner to change and for its group
    /// to read. A pipe that nobody reads is an error.
    static func appending(to path: String) throws(FileError) -> Int32 {
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o640)
        guard descriptor >= 0 else { throw FileError.last }
        return descriptor
    }

    /// Whether this is a pipe or a socket.
    static func isStream(_ descriptor: Int32) -> Bool {
        var facts = stat()
        guard unsafe fstat(descriptor, &facts) == 0 else { return false }
        return [S_IFIFO, S_IFSOCK].contains(facts.st_mode & S_IFMT)
    }

    /// Reads what there is into `buffer`, waiting for the first byte.
    ///
    /// - Returns: how many bytes; 0 at the end, or when reading fails.
    static func readSome(from descriptor: Int32, into buffer: inout [UInt8]) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { return count }
            if errno == EAGAIN { wait(for: descriptor, Int16(POLLIN)) } else if errno != EINTR { return 0 }
        }
    }

    /// Writes to a socket that has a time limit of its own.
    static func send(_ bytes: [UInt8], to descriptor: Int32) {
        _ = unsafe bytes.withUnsafeBytes {
            unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }

    /// Reads from a socket that has a time limit of its own: how many bytes, 0 at the end or when time is up.
    static func receive(from descriptor: Int32, into buffer: inout [UInt8]) -> Int {
        unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// Another process may have made the descriptor non-blocking.
    private static func wait(for descriptor: Int32, _ events: Int16) {
        var poller = pollfd(fd: descriptor, events: events, revents: 0)
        unsafe poll(&poller, 1, -1)
    }
}
