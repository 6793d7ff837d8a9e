/// `[server]` and `[mcp]`: who this server says it is, and what it bears.
public struct MCPSettings: Sendable, Equatable {
    /// `serverInfo.name`
    public var name = "mcp-forge"
    /// `serverInfo.version`
    public var version = "0.1.0"
    /// `serverInfo.title`: what people read.
    public var title: String?
    /// `serverInfo.description`: what people read about this server.
    public var description: String?
    /// `serverInfo.websiteUrl`
    public var websiteURL: String?
    /// `serverInfo.icons`: each an `https:` URI, or a `data:` URI of an image.
    public var icons: [Icon] = []
    /// What the model is told about this server.
    public var instructions: String?
    /// Items on one page of a list.
    public var pageSize = 100
    /// How long clients may keep lists, documents and the discovery (`ttlMs`).
    public var cacheTime = Duration.seconds(60)
    /// A call that shows no progress for so long is cancelled and answered with an error.
    public var callTimeout = Duration.seconds(60)
    /// A call is cancelled after so long, whatever progress it shows.
    public var callTimeoutCap = Duration.seconds(600)
    /// What holds its event loop longer before it waits runs on the pool, until enough of its calls take no longer there.
    public var stallTime = Duration.milliseconds(10)
    /// Calls running in the whole process. One more is refused.
    public var callLimit = 1024
    /// Of these, calls of one principal; where callers have no name, of one address. One more is refused.
    public var callsPerPrincipal = 256
    /// Calls running for one client on a two-way channel (standard streams). One more waits.
    public var callsPerConnection = 64
    /// Longest message on standard streams, bytes.
    public var lineLimit = 16 << 20
    /// Clients of the revisions with a handshake.
    public var sessions = SessionSettings()

    /// How long clients may take to answer what a call asked them, round by round.
    public var requestStateTime = Duration.seconds(600)
    /// Rounds of questions in one call. One more is refused.
    public var roundLimit = 16
    /// Clients that listen to changes (2026-07-28), in the whole process. One more is refused.
    public var listenerLimit = 16_384
    /// Streams on which one principal listens. Who is known only as a peer on this machine, is not one.
    public var listenersPerPrincipal = 256
    /// Resources, and tasks, that one stream tells about.
    public var urisPerListener = 256
    /// Work that goes on after its call was answered.
    public var tasks = TaskSettings()

    public init() {}
}
