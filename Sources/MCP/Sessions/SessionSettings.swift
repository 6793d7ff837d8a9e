/// `[mcp.sessions]`: what is remembered of clients of the revisions with a handshake.
public struct SessionSettings: Sendable, Equatable {
    public enum Mode: String, Sendable, CaseIterable {
        /// `initialize` hands out an id; requests without one are served all the same, each by itself.
        case offered
        /// Whatever is not `initialize` needs an id.
        case required
        case off
    }
    public var mode = Mode.offered
    /// After so long a session ends, whatever its client does.
    public var lifetime = Duration.seconds(86_400)
    /// A session that is remembered here, and of which nothing is heard for so long, ends.
    public var idleTime = Duration.seconds(1800)
    /// Sessions of which something is remembered. One more is answered with 503.
    public var limit = 10_000
    /// Of these, sessions of one principal; and of one address, where callers have no name. Behind a proxy that is the
    /// proxy. One more is answered with 503.
    public var limitPerPrincipal = 1000
    public var limitPerAddress = 4096
    /// Resources that one session is subscribed to, and bytes of their URIs. One more is refused.
    public var subscriptionLimit = 256
    public var subscriptionSize = 64 << 10
    /// Bytes of the URIs of all sessions. Beyond it a subscription is refused as busy.
    public var subscriptionMemory = 16 << 20
    /// Events of one stream that are kept for a client that comes back, bytes.
    public var replayLimit = 64 << 10
    /// Events that all streams keep, bytes. Beyond it what nobody reads is forgotten.
    public var replayMemory = 64 << 20
    /// What a client is asked, it answers within this time.
    public var answerTime = Duration.seconds(300)
    /// A call that is not answered by then is answered with an event stream.
    public var streamDelay = Duration.milliseconds(500)
    /// When a client whose connection has ended should come back.
    public var retryTime = Duration.milliseconds(500)
    /// Whether `/sse` and `/messages/` are served, the transport of 2024-11-05.
    public var servesEventStreams = false

    public init() {}
}
