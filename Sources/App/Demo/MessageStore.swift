import JSON
import Platform
import Synchronization

/// Messages that people leave for each other, the newest hundred of them; in a file they outlive the process.
final class MessageStore: Sendable {
    struct Message: Sendable, Hashable {
        let sender: String
        let content: String
    }

    /// `nil` keeps them in memory only.
    private let path: String?
    private let newest: Mutex<[Message]>

    static let limit = 100
    private static let fileLimit = 64 << 20

    /// - Throws: `FileError`, when there is a file that cannot be read.
    init(_ path: String?) throws(FileError) {
        self.path = path
        newest = Mutex(try path.map { path throws(FileError) in try Self.load(path) } ?? [])
    }

    /// One in memory only.
    init() {
        path = nil
        newest = Mutex([])
    }

    /// The newest first.
    var messages: [Message] { newest.withLock { $0.reversed() } }

    /// - Throws: `FileError`, when the file cannot be written; the message is not there then.
    func post(_ message: Message) throws {
        try newest.withLock { messages in
            if let path { try FileSystem.append(Self.record(of: message), to: path) }
            messages.append(message)
            messages.removeFirst(max(0, messages.count - Self.limit))
        }
    }

    /// A line that begins with its end: one that was cut short spoils no other.
    private static func record(of message: Message) -> [UInt8] {
        let json: JSONValue = ["sender": .string(message.sender), "content": .string(message.content)]
        return [UInt8(ascii: "\n")] + json.bytes
    }

    private static func load(_ path: String) throws(FileError) -> [Message] {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileSystem.read(path, limit: fileLimit)
        } catch .notFound {
            return []
        }
        return bytes.split(separator: UInt8(ascii: "\n")).suffix(limit).compactMap { line in
            guard let json = try? JSONValue(parsing: Array(line)), let sender = json["sender"]?.string,
                let content = json["content"]?.string
            else { return nil }
            return Message(sender: sender, content: content)
        }
    }
}
