import Auth
import HTTP
import MCP
import Platform
import Telemetry

/// The documents that tell clients how to get a token, and the pages on which people log in. Open to everybody.
struct OAuthRoutes {
    let configuration: Configuration
    let sealer: any Sealer
    /// Asks allowed hosts.
    let client: any HTTPClient
    /// Logins that have come back.
    var spent = SpentStates()
    /// Counts the codes that are refused, for each address.
    var counts: any LimitStore = LimitTable()
    let log: Logger

    var routes: [Route] { metadata + login }

    private var time: Time { Time(secondsSince1970: { WallClock.secondsSince1970 }) }

    private var metadata: [Route] {
        let server = configuration.authorizationServer
        let issuer = server.map { IssuerDocument(of: $0.issuer, from: client, time: time, log: log) }
        let resource = configuration.protectedResource
        let names = ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"]
        let suffixes = Set(["", server?.urlSuffix ?? ""])
        return names.flatMap { name in suffixes.map { .any(name + $0, PublicDocument.metadata(of: issuer)) } }
            + (resource?.paths ?? [ProtectedResourceSettings.wellKnown]).map {
                .any($0, PublicDocument.metadata(of: resource, naming: configuration.allowedHosts))
            }
    }

    private var login: [Route] {
        guard let settings = configuration.login else { return [] }
        var provider: IssuerDocument?
        if case .oidc(let issuer) = settings.provider {
            provider = IssuerDocument(of: issuer, from: client, time: time, log: log)
        }
        var login = Login(
            settings,
            server: configuration.mcp.title ?? configuration.mcp.name,
            provider: provider,
            client: client,
            sealer: sealer,
            spent: spent,
            time: time,
            log: log
        )
        login.throttle = FailureThrottle(configuration.limits.failures, in: counts)
        return [
            .get("/login") { [login] in await login.begin($0) },
            .get("/callback") { [login] in await login.finish($0) },
        ]
    }
}

extension OAuthRoutes {
    /// All of the configuration that they are made of, but for the keys that seal.
    struct Part: Sendable, Equatable {
        private let server: AuthorizationServerSettings?
        private let resource: ProtectedResourceSettings?
        private let login: LoginSettings?
        private let jwt: JWTSettings
        private let hosts: [DomainPattern]
        private let name: String
        private let failures: LimitPolicy

        init(_ configuration: Configuration) {
            server = configuration.authorizationServer
            resource = configuration.protectedResource
            login = configuration.login
            jwt = configuration.jwt
            hosts = configuration.oauthDomains
            name = configuration.mcp.title ?? configuration.mcp.name
            failures = configuration.limits.failures
        }
    }
}
