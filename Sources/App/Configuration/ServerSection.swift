import HTTP
import Platform
import TOML

/// `[server.transport.http]`
extension HTTPServerSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        host = table["host"].map(ListenAddress.plain) ?? host
        socket = table["socket"].map { (path: SocketFilePath) in SocketPath(path.text) }
        let mode: SocketMode? = table["socket_mode"]
        if let mode { socket?.mode = mode.bits }
        port = table["port", in: 0...65535] ?? port
        loops = table["loops", in: 0...1024] ?? loops
        if !ListenAddress.isValid(host) {
            table.refuse("host", "'host' must be an IPv4 or IPv6 address, or 'localhost'")
            host = "127.0.0.1"
        }
    }
}

/// `[server.limits]`
extension HTTPServerSettings.Limits: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        let day = Duration.seconds(86_400)
        head = table[bytes: "head", in: 1 << 10...1 << 20] ?? head
        fields = table["fields", in: 1...10_000] ?? fields
        body = table[bytes: "body", in: 0...1 << 30] ?? body
        memory = table[bytes: "memory", in: 0...1 << 40] ?? memory
        connections = table["connections", in: 1...1_000_000] ?? connections
        connectionsPerAddress = table["connections_per_address", in: 1...1_000_000] ?? connectionsPerAddress
        requests = table["requests", in: 1...1_000_000] ?? requests
        handshakeTime = table["handshake_time", in: .milliseconds(1)...day] ?? handshakeTime
        requestTime = table["request_time", in: .milliseconds(1)...day] ?? requestTime
        idleTime = table["idle_time", in: .milliseconds(1)...day] ?? idleTime
        writeTime = table["write_time", in: .milliseconds(1)...day] ?? writeTime
        writeRate = table[bytes: "write_rate", in: 0...1 << 30] ?? writeRate
        drainDelay = table["drain_delay", in: .zero...day] ?? drainDelay
        drainTime = table["drain_time", in: .zero...day] ?? drainTime
        commentInterval = table["comment_interval", in: .milliseconds(100)...day] ?? commentInterval
        stallTime = table["stall_time", in: .milliseconds(1)...day] ?? stallTime
    }
}

/// `[server.transport.http]`, too
extension HostsSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        publicURL = table["public_url"].flatMap { (url: PublicURL) in url.url } ?? publicURL
        allowedHosts = table["allowed_hosts"].map { (hosts: [HostPattern]) in hosts.map(\.text) } ?? allowedHosts
        allowedOrigins =
            table["allowed_origins"].map { (origins: [WebPageOrigin]) in origins.map(\.text) } ?? allowedOrigins
    }
}
