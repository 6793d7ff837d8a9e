import HTTP

/// A connection that never leaves the process. The server holds one end, which is a `MessageChannel`; a client the other.
final class InMemoryChannel: MessageChannel {
    private let requests = AsyncStream<[UInt8]>.makeStream()
    private let answers = AsyncStream<[UInt8]>.makeStream()

    func receive() async -> [UInt8]? {
        for await message in requests.stream { return message }
        return nil
    }
    func send(_ message: [UInt8]) async { answers.continuation.yield(message) }

    // The client's end.
    func say(_ message: [UInt8]) { requests.continuation.yield(message) }
    func hangUp() { requests.continuation.finish() }
    var heard: AsyncStream<[UInt8]> { answers.stream }
    func end() { answers.continuation.finish() }
}
