public import HTTP

/// `[server.transport.http]` and `[server.limits]`: where the server listens and what it bears.
public struct HTTPServerSettings: Sendable, Equatable {
    /// An IPv4 or IPv6 address, or `localhost`.
    public var host = "127.0.0.1"
    /// 0 lets the system pick one.
    public var port = 8080
    /// Listens here instead of at `host` and `port`.
    public var socket: SocketPath?
    /// Proxies that begin each connection with a PROXY header; nobody else may connect. `nil`: there are no such headers.
    public var proxyProtocol: [CIDR]?
    /// Event loops; 0 means one for each core.
    public var loops = 0
    public var limits = Limits()

    public init() {}

    /// Whether only this machine can reach the server.
    public var isLoopback: Bool {
        socket != nil || host == "localhost" || host == "::1" || host.hasPrefix("127.") || host == "::ffff:127.0.0.1"
    }

    /// The host as it stands in a URL.
    public var urlHost: String { host.contains(":") ? "[\(host)]" : host }

    /// A socket in the file system, and who may connect: the bits of chmod(1).
    public struct SocketPath: Sendable, Equatable {
        public var path: String
        public var mode: UInt32

        public init(_ path: String, mode: UInt32 = 0o600) {
            self.path = path
            self.mode = mode
        }
    }

    public struct Limits: Sendable, Equatable {
        /// Request line and header fields together, bytes. More is 431 (or 414 within the request line).
        public var head = 16 << 10
        /// Header fields of one request. More is 431.
        public var fields = 100
        /// Largest request body, bytes. More is 413.
        public var body = 4 << 20
        /// Bodies, queues and outputs in flight in the whole process, bytes; 0 means half of the memory that the
        /// cgroup allows, or 256 MB without one. Beyond it requests are answered with 503.
        public var memory = 0
        /// Open connections. One more is answered with 503 and closed.
        public var connections = 8192
        /// Open connections from one address; behind a proxy that is the proxy. One more is answered with 503.
        public var connectionsPerAddress = 4096
        /// Requests being answered. One more is 503.
        public var requests = 4096
        /// From a connection to the end of its TLS handshake. Slower, it is closed.
        public var handshakeTime = Duration.seconds(10)
        /// From the first byte of a request to its last. Slower is 408.
        public var requestTime = Duration.seconds(30)
        /// Without a request, before a connection is closed.
        public var idleTime = Duration.seconds(75)
        /// Without progress of a reader that has stopped reading, before its connection is closed.
        public var writeTime = Duration.seconds(30)
        /// Bytes a second, on average over `writeTime`, that a reader takes at least of an answer that is no event
        /// stream; slower, its connection is closed. 0: however slowly.
        public var writeRate = 4 << 10
        /// Once the server has been asked to stop: for others to notice that it is not ready, before it takes no more
        /// connections.
        public var drainDelay = Duration.zero
        /// For running requests, once it takes no more connections.
        public var drainTime = Duration.seconds(10)
        /// Silence on an event stream before the server sends a comment.
        public var commentInterval = Duration.seconds(15)
        /// A handler that holds its loop longer without suspending is reported and moved to the pool.
        public var stallTime = Duration.milliseconds(10)

        public init() {}
    }
}
