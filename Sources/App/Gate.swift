import Auth
import HTTP
import Telemetry

/// What a request must show before it reaches a guarded route.
struct Gate {
    private let filter: any HTTPFilter
    private let conditions: AllowConditions?
    private let limits: RequestLimits?
    private let record: CallerRecord?
    /// How old the keys of issuers are.
    let keys: @Sendable () -> [KeyReport]

    init(
        _ configuration: Configuration,
        client: any HTTPClient,
        counting counts: any LimitStore,
        secondsSince1970 now: @escaping @Sendable () -> Int,
        log: Logger
    ) {
        conditions = configuration.jwt == .disabled ? nil : AllowConditions(configuration.allowConditions)
        limits = RequestLimits(configuration.limits, in: counts)
        record = configuration.accessLog == nil || configuration.jwt == .disabled ? nil : CallerRecord()
        let resource = configuration.protectedResource
        let challenge = Challenge(to: resource?.resource, scopes: resource?.scopes ?? [])
        switch configuration.jwt {
        case .disabled:
            filter = Anonymous()
            keys = { [] }
        case .local(var settings):
            settings.identities.exposed = configuration.exposedClaims
            var authentication = Authentication(
                settings,
                challenge: challenge,
                client: client,
                time: Time(secondsSince1970: now),
                log: log
            )
            authentication.throttle = FailureThrottle(configuration.limits.failures, in: counts)
            filter = authentication
            keys = { [authentication] in authentication.keyReports }
        case .external(var settings):
            settings.identities.exposed = configuration.exposedClaims
            filter = ForwardedAuthentication(settings, challenge: challenge, time: Time(secondsSince1970: now))
            keys = { [] }
        }
    }

    func guarding(_ routes: [Route]) -> [Route] {
        routes.behind([filter, record, conditions, limits])
    }
}

/// Lets everybody in: authentication is switched off, and the configuration has been checked for what that means.
private struct Anonymous: HTTPFilter {
    func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        request.caller = .trusted
        return nil
    }
}
