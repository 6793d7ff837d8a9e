import JSON
import HTTP
import Platform
import TOML
import Telemetry

/// `[management]`: the listener for whoever runs this server, with metrics and status beside the probes.
public struct ManagementSettings: Sendable, Equatable {
    /// An IPv4 or IPv6 address, or `localhost`.
    public var host = "127.0.0.1"
    /// 0 lets the system pick one.
    public var port = 9464
    /// What requests for metrics and status must bring as a bearer token; `nil` asks nobody.
    public var token: Secret?
    /// Whether anybody who reaches the listener may read, beyond this machine too.
    public var allowsAnonymous = false

    /// One loop, few connections, short waits: it must not be a way to hold the server up.
    var server: HTTPServerSettings {
        var settings = HTTPServerSettings()
        settings.host = host
        settings.port = port
        settings.loops = 1
        settings.limits.memory = 8 << 20
        settings.limits.body = 0
        settings.limits.connections = 64
        settings.limits.connectionsPerAddress = 64
        settings.limits.requests = 64
        settings.limits.requestTime = .seconds(5)
        settings.limits.drainTime = .seconds(1)
        return settings
    }
}

extension ManagementSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        host = table["host"] ?? host
        port = table["port", in: 0...65535] ?? port
        token = table["token"]
        if token?.revealed.isEmpty == true {
            table.refuse(
                "token",
                "'token' must not be empty: nobody could ever show it",
                suggestion: "leave it out, and write allow_anonymous = true where everybody may read"
            )
        }
        allowsAnonymous = table["allow_anonymous"] ?? allowsAnonymous
        if !ListenAddress.isValid(host) {
            table.refuse("host", "'host' must be an IPv4 or IPv6 address, or 'localhost'")
            host = "127.0.0.1"
        }
        if !server.isLoopback, token == nil, !allowsAnonymous {
            table.refuse(
                "host",
                "metrics beyond this machine, on \(host), need a token or allow_anonymous = true",
                suggestion: "write 127.0.0.1, or a token below it"
            )
        }
    }
}

extension ManagementSettings {
    static var reference: SectionDescription {
        SectionDescription(
            "management",
            "a listener for whoever runs this server, for metrics, status and the probes ([operations](operations.md)); left out, there is none",
            [
                .key(
                    "host",
                    .string,
                    "127.0.0.1",
                    "an IPv4 or IPv6 address, or `localhost`. Anything but loopback needs `token` or `allow_anonymous`"
                ),
                .key("port", .integer(0, 65535), 9464, "0 lets the system pick one"),
                .key(
                    "token",
                    .secret,
                    .unset,
                    "what requests for `/metrics` and `/statusz` must bring as `Authorization: Bearer …`",
                    example: "${METRICS_TOKEN}"
                ),
                .key(
                    "allow_anonymous",
                    .boolean,
                    false,
                    "whoever reaches the listener may read, from other machines too"
                ),
            ]
        )
    }
}
