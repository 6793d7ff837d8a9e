import JSON
import HTTP
import Platform
import TOML

/// `[server.transport.http]`
extension HTTPServerSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        let address = table["host"].map(ListenAddress.parts)
        host = address?.host ?? host
        socket = table["socket"].map { (path: SocketFilePath) in SocketPath(path.text) }
        let mode: SocketMode? = table["socket_mode"]
        if let mode { socket?.mode = mode.bits }
        let own = table["port", in: 0...65535]
        port = own ?? address?.port ?? port
        if let own, let other = address?.port, own != other {
            table.refuse("host", "'host' says port \(other), and 'port' says \(own)")
        }
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

extension HTTPServerSettings {
    /// Those of `[server.transport.http]`.
    static var keys: [KeyDescription] {
        [
            .key(
                "host",
                .string,
                "127.0.0.1",
                "an IPv4 or IPv6 address, or `localhost`; `::` is every address of both families"
            ),
            .key("port", .integer(0, 65535), 8080, "0 lets the system pick one"),
            .key(
                "socket",
                .matching("^/.*[^/]$"),
                .unset,
                "path of a [socket](network.md#addresses-and-sockets) to listen on instead",
                example: "/run/mcp-forge/http.sock"
            ),
            .key("socket_mode", .matching("^0?[0-7]{3}$"), "0600", "who may connect to it, in octal digits"),
            .key("loops", .integer(0, 1024), 0, "event loops; 0 means one for each core"),
        ]
    }
}

extension HTTPServerSettings.Limits {
    static var reference: SectionDescription {
        SectionDescription(
            "server.limits",
            "what one server bears",
            [
                .key(
                    "head",
                    .size("1KiB", "1MiB"),
                    "16KiB",
                    "request line and header fields together; more is 431, or 414 for the request line"
                ),
                .key("fields", .integer(1, 10_000), 100, "header fields of one request; more is 431"),
                .key("body", .size("0", "1GiB"), "4MiB", "a request's body; more is 413"),
                .key(
                    "memory",
                    .size("0", "1024GiB"),
                    0,
                    "bodies, what calls that wait have read from them, remembered heads, and answers in flight in the whole process; 0 means half of what the control group allows, or 256 MB. Beyond it: 503 with `Retry-After`, or the end of a connection whose answer does not fit. A call counts until it has ended, also when its client has left; JSON with very many small values counts about twenty times its length. One address has a quarter of it"
                ),
                .key("connections", .integer(1, 1_000_000), 8192, "open connections; one more is answered with 503"),
                .key(
                    "connections_per_address",
                    .integer(1, 1_000_000),
                    4096,
                    "open connections from one address, or one network of IPv6 (/64); behind a proxy that is the proxy"
                ),
                .key("requests", .integer(1, 1_000_000), 4096, "requests being answered; one more is 503"),
            ] + times
        )
    }

    private static var times: [KeyDescription] {
        [
            .key(
                "handshake_time",
                .duration("1ms", "24h"),
                "10s",
                "from a connection to the end of its TLS handshake; slower, it is closed"
            ),
            .key(
                "request_time",
                .duration("1ms", "24h"),
                "30s",
                "from the first byte of a request to its last; slower is 408"
            ),
            .key("idle_time", .duration("1ms", "24h"), "75s", "without a request, before a connection is closed"),
            .key(
                "write_time",
                .duration("1ms", "24h"),
                "30s",
                "without progress of a client that has stopped reading, before its connection is closed"
            ),
            .key(
                "write_rate",
                .size("0", "1GiB"),
                "4KiB",
                "what a client takes in a second at least, on average over `write_time`, of an answer that is no event stream; slower, its connection is closed. 0: no limit"
            ),
            .key(
                "drain_delay",
                .duration("0s", "24h"),
                "0s",
                "once the server has been asked to stop: between `/readyz` failing and taking no more connections ([why](operations.md#stopping))"
            ),
            .key(
                "drain_time",
                .duration("0s", "24h"),
                "10s",
                "for running requests, once no more connections are taken; two seconds later the process ends with exit code 70, should a handler still hold its event loop"
            ),
            .key(
                "comment_interval",
                .duration("100ms", "24h"),
                "15s",
                "silence on an event stream before the server sends a comment"
            ),
            .key(
                "stall_time",
                .duration("1ms", "24h"),
                "10ms",
                "a handler that holds its event loop longer is reported, and moved to other threads"
            ),
        ]
    }
}

extension HostsSettings {
    /// Those of `[server.transport.http]`.
    static var keys: [KeyDescription] {
        [
            .key(
                "public_url",
                .url,
                .unset,
                "where clients find this server ([behind proxies](network.md)). Its host and its origin are allowed",
                example: "https://mcp.example.com"
            ),
            .key(
                "allowed_hosts",
                .list(.string),
                [],
                "other names that clients use for this server, beside the loopback names: `name` (any port) or `name:port`",
                example: ["mcp.example.com"]
            ),
            .key(
                "allowed_origins",
                .list(.url),
                [],
                "web pages that may call: `https://app.example.com`",
                example: ["https://app.example.com"]
            ),
        ]
    }
}
