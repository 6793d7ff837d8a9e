import HTTP
import MCP
import Platform
import Telemetry

/// A key that is read once, when the process starts. This list is the only one: what a reload leaves as it is, what it says
/// of that in the log, and what `mcp-forge check --diff` says, follow from it.
struct StartOnly: Sendable {
    /// A key, or a table.
    let key: String
    fileprivate let differs: @Sendable (Configuration, Configuration) -> Bool
    fileprivate let keep: @Sendable (_ running: Configuration, _ configuration: inout Configuration) -> Void

    private init(
        key: String,
        differs: @escaping @Sendable (Configuration, Configuration) -> Bool,
        keep: @escaping @Sendable (_ running: Configuration, _ configuration: inout Configuration) -> Void
    ) {
        self.key = key
        self.differs = differs
        self.keep = keep
    }

    private init<Value: Equatable & SendableMetatype>(
        _ key: String,
        _ value: any WritableKeyPath<Configuration, Value> & Sendable
    ) {
        self.key = key
        differs = { $0[keyPath: value] != $1[keyPath: value] }
        keep = { $1[keyPath: value] = $0[keyPath: value] }
    }

    static let all: [StartOnly] = [
        StartOnly("server.transport.type", \.transport),
        StartOnly("server.reload", \.reload),
        StartOnly("server.transport.http.host", \.server.host),
        StartOnly("server.transport.http.port", \.server.port),
        StartOnly("server.transport.http.loops", \.server.loops),
        StartOnly("server.transport.http.socket", \.server.socket),
        StartOnly("server.transport.http.socket_mode", \.server.socket),
        proxyProtocol,
        proxiesThatConnect,
        StartOnly("server.limits.head", \.server.limits.head),
        StartOnly("server.limits.fields", \.server.limits.fields),
        StartOnly("server.limits.body", \.server.limits.body),
        StartOnly("server.limits.memory", \.server.limits.memory),
        StartOnly("server.limits.connections", \.server.limits.connections),
        StartOnly("server.limits.connections_per_address", \.server.limits.connectionsPerAddress),
        StartOnly("server.limits.requests", \.server.limits.requests),
        StartOnly("server.limits.request_time", \.server.limits.requestTime),
        StartOnly("server.limits.idle_time", \.server.limits.idleTime),
        StartOnly("server.limits.write_time", \.server.limits.writeTime),
        StartOnly("server.limits.write_rate", \.server.limits.writeRate),
        StartOnly("server.limits.drain_delay", \.server.limits.drainDelay),
        StartOnly("server.limits.drain_time", \.server.limits.drainTime),
        StartOnly("server.limits.comment_interval", \.server.limits.commentInterval),
        StartOnly("server.limits.stall_time", \.server.limits.stallTime),
        StartOnly("server.limits.handshake_time", \.server.limits.handshakeTime),
        StartOnly("server.tls", \.tls),
        // What a key above has been forgotten for.
        StartOnly("server", \.server),
        StartOnly("log.format", \.log.format),
        StartOnly("log.file", \.log.file),
        StartOnly("middleware.access_logs", \.accessLog),
        StartOnly("traces", \.traces),
        managementListener,
    ]

    private static let proxyProtocol = StartOnly(
        key: "server.transport.http.proxy_protocol",
        differs: { $0.server.requiresProxies != $1.server.requiresProxies },
        keep: { $1.server.proxyProtocol = $0.server.proxyProtocol }
    )

    /// Who may connect is asked before anything is read, of what the listener was opened with. Whom the proxies speak for
    /// must not be judged by another list.
    private static let proxiesThatConnect = StartOnly(
        key: "server.transport.http.trusted_proxies",
        differs: { $0.server.requiresProxies && $0.proxies.trusted != $1.proxies.trusted },
        keep: { running, configuration in
            configuration.proxies.trusted = running.proxies.trusted
            configuration.server.proxyProtocol = running.server.proxyProtocol
        }
    )

    /// But for the token, which may be another one; whether there is one is for the start to say.
    private static let managementListener = StartOnly(
        key: "management",
        differs: { $0.management?.listener != $1.management?.listener },
        keep: { running, configuration in
            let token = configuration.management?.token
            configuration.management = running.management
            if let token, running.management?.token != nil { configuration.management?.token = token }
        }
    )

    /// Whether `key` of a file, without numbers of elements, waits for the next start of a process that was started with
    /// `running`.
    static func covers(_ key: String, in running: Configuration = Configuration()) -> Bool {
        if key == "management.token" { return false }
        if key == proxiesThatConnect.key { return running.server.requiresProxies }
        return all.contains { $0.key != "server" && ($0.key == key || key.hasPrefix($0.key + ".")) }
    }
}

extension Configuration {
    /// As far as a process that was started with `running` can follow, and the keys in which it cannot.
    func following(_ running: Configuration) -> (configuration: Configuration, waiting: [String]) {
        var configuration = self
        var waiting: [String] = []
        for part in StartOnly.all where part.differs(running, configuration) {
            part.keep(running, &configuration)
            waiting.append(part.key)
        }
        // Loops and pool judge by the same time.
        configuration.mcp.stallTime = configuration.server.limits.stallTime
        return (configuration, waiting)
    }
}

extension HTTPServerSettings {
    /// Whether only proxies may connect.
    fileprivate var requiresProxies: Bool { proxyProtocol != nil }
}

extension ManagementSettings {
    /// The same, whatever its token is.
    fileprivate var listener: Self {
        var settings = self
        settings.token = token.map { _ in Secret("") }
        return settings
    }
}
