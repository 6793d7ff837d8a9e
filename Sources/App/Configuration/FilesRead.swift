import Platform
import Synchronization

/// The files that a configuration was read from, so that they can be watched: its own, and those of its secrets.
final class FilesRead: Sendable {
    private let stamps = Mutex<[String: FileStamp?]>([:])

    /// Reads a file, and remembers it as it was before.
    func read(_ path: String, limit: Int) -> Result<[UInt8], FileError> {
        let stamp = FileStamp(path)
        stamps.withLock { $0[path] = .some(stamp) }
        return Result { () throws(FileError) in try FileSystem.read(path, limit: limit) }
    }

    /// Forgets what was read before.
    func begin() { stamps.withLock { $0 = [:] } }

    /// The files as they were when they were read.
    var known: [String: FileStamp?] { stamps.withLock { $0 } }

    /// The same files as they are now.
    var present: [String: FileStamp?] {
        var present = known
        for path in present.keys { present[path] = .some(FileStamp(path)) }
        return present
    }
}
