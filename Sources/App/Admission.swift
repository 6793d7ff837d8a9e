import Auth
import HTTP
import Telemetry

/// Who may come in. Kept, with all that it remembers, while the rules that it was made of stay as they are.
final class Admission: Sendable {
    let filter: any HTTPFilter
    let conditions: AllowConditions?
    /// The keys of issuers, for the next.
    let keys = KeptKeys()
    /// How old the keys of issuers are.
    let keyReports: @Sendable () -> [KeyReport]
    /// Whether somebody who came in once may be told from somebody who may not any more: a token that is revoked, or whose key
    /// is withdrawn. What a proxy said is gone, and holds as long as its connection.
    let asksAgain: Bool
    private let rules: Rules

    /// Everything that decides. What is not equal makes the server forget whom it knows.
    struct Rules: Sendable, Equatable {
        let jwt: JWTSettings
        let conditions: [Condition]
        let exposedClaims: ExposedClaims
        let failures: LimitPolicy
        let resource: ProtectedResourceSettings?
        let proxies: ProxySettings
        let hosts: [DomainPattern]
    }

    /// - Parameter earlier: whose keys are still good where nobody forbids to ask for them.
    init(
        _ configuration: Configuration,
        client: any HTTPClient,
        counting counts: any LimitStore,
        after earlier: Admission? = nil,
        secondsSince1970 now: @escaping @Sendable () -> Int,
        log: Logger
    ) {
        let rules = Rules(configuration)
        self.rules = rules
        let failures = ConditionFailures(log, time: Time(secondsSince1970: now))
        conditions =
            configuration.jwt == .disabled ? nil : AllowConditions(configuration.allowConditions, telling: failures)
        let resource = configuration.protectedResource
        let challenge = Challenge(to: resource?.resource, scopes: resource?.scopes ?? [])
        switch configuration.jwt {
        case .disabled:
            filter = Anonymous()
            asksAgain = false
            keyReports = { [] }
        case .local(var settings):
            settings.identities.exposed = configuration.exposedClaims
            var authentication = Authentication(
                settings,
                challenge: challenge,
                client: client,
                keeping: keys,
                after: earlier.flatMap { $0.rules.hosts == rules.hosts ? $0.keys : nil },
                time: Time(secondsSince1970: now),
                log: log
            )
            authentication.throttle = FailureThrottle(configuration.limits.failures, in: counts)
            filter = authentication
            asksAgain = true
            keyReports = { [authentication] in authentication.keyReports }
        case .external(var settings):
            settings.identities.exposed = configuration.exposedClaims
            filter = ForwardedAuthentication(settings, challenge: challenge, time: Time(secondsSince1970: now))
            asksAgain = false
            keyReports = { [] }
        }
    }

    /// Who sends `request`; `nil` for somebody who may not come in.
    func caller(of request: HTTPRequest) async -> Caller? {
        if case .admitted(let caller) = await verdict(on: request) { caller } else { nil }
    }

    /// Whether somebody may come in.
    enum Verdict {
        case admitted(Caller)
        case refused
        /// Who vouches for them does not answer.
        case undecided
    }

    func verdict(on request: HTTPRequest) async -> Verdict {
        var request = request
        request.caller = .unknown
        let filters: [(any HTTPFilter)?] = [filter, conditions]
        for filter in filters.compactMap(\.self) {
            if let refusal = filter.answer(to: &request) { return Verdict(refusal) }
            guard filter.mustWait(for: request) else { continue }
            if let refusal = await filter.decide(&request) { return Verdict(refusal) }
        }
        return .admitted(request.caller)
    }
}

extension Admission.Verdict {
    fileprivate init(_ refusal: HTTPResponse) { self = refusal.status == .serviceUnavailable ? .undecided : .refused }
}

extension Admission.Rules {
    init(_ configuration: Configuration) {
        jwt = configuration.jwt
        conditions = configuration.allowConditions
        exposedClaims = configuration.exposedClaims
        failures = configuration.limits.failures
        resource = configuration.protectedResource
        proxies = configuration.proxies
        hosts = configuration.oauthDomains
    }
}

/// Lets everybody in: authentication is switched off, and the configuration has been checked for what that means.
private struct Anonymous: HTTPFilter {
    func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        request.caller = .trusted
        return nil
    }
}
