/// A two-way run of text messages: WebSocket frames, or lines on a pipe.
public protocol MessageChannel: Sendable {
    /// The next message, or `nil` when the other side has finished.
    func receive() async throws(MessageChannelError) -> [UInt8]?

    /// Sends one message; returns when there is room for the next.
    func send(_ message: [UInt8]) async
}

public enum MessageChannelError: Error, Sendable, Equatable {
    /// A message was longer than the channel's limit, in bytes; it was skipped and the next may follow.
    case tooLong(limit: Int)
}
