import JSON
import Auth
import HTTP
import MCP
import Platform
import TOML

/// Everything `config.toml` says, checked. Without a file these are the defaults: HTTP on loopback, nobody asked for
/// a token. A table that is left out switches its feature off.
public struct Configuration: Sendable, Equatable {
    /// What `mcp-forge` without a command serves.
    public var transport = Transport.http
    public var reload = ReloadMode.signal
    public var server = HTTPServerSettings()
    /// `nil`: plain HTTP.
    public var tls: TLSSettings?
    public var hosts = HostsSettings()
    public var proxies = ProxySettings()
    public var webSocket = WebSocketSettings()
    /// Paths where `/mcp` answers, too.
    public var aliases: [String] = []
    /// Whether anybody who reaches the server may use it, beyond this machine too.
    public var allowsAnonymous = false
    public var keys = KeysSettings()
    public var mcp = MCPSettings()
    public var log = LogSettings()
    public var demo = DemoSettings()
    /// `nil`: there is no listener for the operator.
    public var management: ManagementSettings?
    /// `nil`: nothing is traced.
    public var traces: TracesSettings?
    public var access = AccessSettings()

    public var accessLog: AccessLogSettings?
    public var cors: CORSSettings?
    public var limits = LimitSettings()
    public var jwt = JWTSettings.disabled
    /// What must hold for whoever shows a token, besides.
    public var allowConditions: [Condition] = []
    public var exposedClaims = ExposedClaims.all

    public var authorizationServer: AuthorizationServerSettings?
    public var protectedResource: ProtectedResourceSettings?
    /// Hosts that are asked for OAuth's sake; empty means those that stand in this configuration.
    public var oauthDomains: [DomainPattern] = []
    public var login: LoginSettings?
    public var outbound = OutboundSettings()

    public init() {}
}

extension Configuration {
    /// Where this server is found, such as `https://mcp.example.com`: `public_url`, or where it listens.
    public var place: String {
        let text = hosts.publicURL?.text ?? "http://\(server.urlHost):\(server.port)"
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Reads the outermost table. What is wrong stands in its `problems` afterwards.
    ///
    /// - Parameter check: looks at the files of certificates.
    public init(_ root: TOMLTable, checking check: (TLSSettings) -> [TLSProblem] = { _ in [] }) {
        self.init()
        readServer(root.table("server"), check)
        mcp.readLimits(root.table("mcp"))
        log = root["log"] ?? log
        demo = root["demo"] ?? demo
        management = root["management"]
        traces = root["traces"]
        access = AccessSettings(root.table("access"))
        readMiddleware(root.table("middleware"))
        readOAuth(root)
        outbound = OutboundSettings(root.table("outbound"))
        refuseExposure(in: root)
        warnOfUnknownName(in: root)
    }

    private mutating func readServer(_ server: TOMLTable, _ check: (TLSSettings) -> [TLSProblem]) {
        let transport = server.table("transport")
        let http = transport.table("http")
        self.transport = transport["type"] ?? self.transport
        self.server = HTTPServerSettings(http)
        self.server.limits = server["limits"] ?? self.server.limits
        let tls = TLSSection(server.table("tls"))
        self.tls = tls.settings
        if let settings = tls.settings { tls.note(check(settings)) }
        hosts = HostsSettings(http)
        proxies = ProxySettings(http)
        readProxyProtocol(http)
        webSocket = WebSocketSettings(http)
        aliases = http["also_at"].map { (paths: [PathAlias]) in paths.map(\.path) } ?? aliases
        keys = server["keys"] ?? keys
        reload = server["reload"] ?? reload
        allowsAnonymous = http["allow_anonymous"] ?? allowsAnonymous
        mcp.readIdentity(server)
        mcp.stallTime = self.server.limits.stallTime
    }

    private mutating func readProxyProtocol(_ http: TOMLTable) {
        guard http["proxy_protocol"] ?? false else { return }
        self.server.proxyProtocol = proxies.trusted
        guard proxies.trusted.isEmpty else { return }
        http.refuse(
            "proxy_protocol",
            "only trusted proxies may connect then, and there are none",
            suggestion: "write trusted_proxies"
        )
    }

    private mutating func readMiddleware(_ middleware: TOMLTable) {
        accessLog = middleware["access_logs"]
        cors = middleware["cors"]
        limits = LimitSettings(in: middleware)
    }

    private mutating func readOAuth(_ root: TOMLTable) {
        let jwtTable = root.table("middleware").table("jwt")
        let validation = jwtTable.table("validation")
        let resource = root.table("oauth_protected_resource")
        // The shipped file of the Python edition has these three below the wrong header.
        exposedClaims =
            root["jwt_exposed_claims"]
            ?? validation[misplaced: "jwt_exposed_claims", belongs: Self.top]
            ?? exposedClaims
        oauthDomains =
            root["oauth_whitelist_domains"]
            ?? resource[misplaced: "oauth_whitelist_domains", belongs: Self.top]
            ?? oauthDomains
        oauthDomains +=
            validation.table("local")[misplaced: "whitelist_domains", belongs: Self.top(as: "oauth_whitelist_domains")]
            ?? []
        authorizationServer = .reading(root.table("oauth_authorization_server"))
        protectedResource = .reading(resource)
        jwt = JWTSettings(jwtTable, resource: protectedResource?.resource)
        let conditions: [AllowConditionSection] =
            (validation["allow_conditions"] ?? []) + (validation.table("local")["allow_conditions"] ?? [])
        allowConditions = conditions.compactMap(\.condition)
        if case .external = jwt, proxies.trusted.isEmpty { noteMissingProxies(validation) }
        let auth = root.table("auth")
        guard auth.isPresent else { return }
        login = LoginSettings(auth)
        completeLogin(sendsResource: auth["send_resource"] ?? true)
    }

    /// Files of the Go edition, in YAML, have no such key: they load, and let nobody in.
    private func noteMissingProxies(_ validation: TOMLTable) {
        guard validation.notation == .yaml else {
            validation.refuse(
                "strategy",
                "'external' believes trusted proxies, and there are none",
                suggestion: "write trusted_proxies in [server.transport.http]"
            )
            return
        }
        validation.warn(
            "strategy",
            "nobody can call: 'external' believes trusted proxies, and there are none",
            suggestion: "write trusted_proxies in server.transport.http"
        )
    }

    private static let top = "at the top of the file, above the first [table]"
    private static func top(as key: String) -> String { "\(top), as '\(key)'" }
}

/// `server.reload`: when the file is read again.
public enum ReloadMode: String, Sendable, CaseIterable, TOMLReadable {
    /// At SIGHUP.
    case signal
    /// At SIGHUP, and when it has changed.
    case watch
    /// Never.
    case off
}

/// `server.transport.type`
public enum Transport: String, Sendable, CaseIterable, TOMLReadable { case http, stdio }

extension Configuration {
    static var topReference: SectionDescription {
        SectionDescription(
            "",
            "what stands above the first table",
            [
                .key(
                    "jwt_exposed_claims",
                    .either(.words(["all"]), .list(.string)),
                    "all",
                    "the claims of a token that tools may see"
                ),
                .key(
                    "oauth_whitelist_domains",
                    .list(.string),
                    [],
                    "[hosts that are asked](oauth.md#whom-the-server-asks) for keys, metadata and tokens: `example.com`, `*.example.com`, `example.com:8443`; none means those that stand in this file",
                    example: ["login.example.com"]
                ),
            ]
        )
    }

    static var transportReference: SectionDescription {
        SectionDescription(
            "server.transport",
            "how clients reach this server",
            [.key("type", .words(of: Transport.self), "http", "what `mcp-forge` without a command serves")]
        )
    }

    static var httpReference: SectionDescription {
        SectionDescription(
            "server.transport.http",
            "where this server listens, and whom it believes",
            HTTPServerSettings.keys + [
                .key(
                    "allow_anonymous",
                    .boolean,
                    false,
                    "whoever reaches the server may use it. Without it, and without `[middleware.jwt]`, `host` must be loopback"
                )
            ] + HostsSettings.keys + ProxySettings.keys + [
                .key(
                    "also_at",
                    .list(PathAlias.type),
                    [],
                    "paths where `/mcp` answers, too, such as `/mcp/mcp`, for clients that cannot be changed",
                    example: ["/mcp/mcp"]
                )
            ] + WebSocketSettings.keys
        )
    }
}
