import Glibc
import Platform

/// A file of a test's own, which goes with it.
final class TemporaryFile {
    let path = "/tmp/mcp-forge-file-\(UInt64.random(in: .min ... .max))"

    init(_ text: String? = nil) throws { if let text { try write(text) } }

    deinit { remove() }

    /// Another file under the same name.
    func write(_ text: String) throws {
        remove()
        try FileSystem.append(Array(text.utf8), to: path)
    }

    func remove() { unsafe unlink(path) }

    var text: String { (try? FileSystem.read(path, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? "" }
}
