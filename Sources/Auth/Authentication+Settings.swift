public import HTTP
public import Telemetry

extension Authentication {
    /// Verifies as `settings` say. The keys of issuers are fetched when first needed.
    ///
    /// - Parameters:
    ///   - kept: has these keys afterwards, for the next.
    ///   - earlier: has the keys that are known already.
    public init(
        _ settings: LocalJWTSettings,
        challenge: Challenge,
        client: any HTTPClient,
        keeping kept: KeptKeys = KeptKeys(),
        after earlier: KeptKeys? = nil,
        time: Time,
        log: Logger
    ) {
        let issuers = settings.issuers.map { issuer in
            LocalVerifier.Issuer(
                name: issuer.name,
                audiences: issuer.audiences,
                keys: Self.keys(of: issuer, settings) { name, place, keySettings in
                    kept.set(name, after: earlier) {
                        let source = KeySource(issuer: issuer.name, place: place, client: client)
                        return KeySet(source, keySettings, time: time, log: log)
                    }
                }
            )
        }
        let local = LocalVerifier(
            issuers: issuers,
            rules: settings.claims,
            identities: settings.identities,
            time: time,
            remembering: Self.longestMemory
        )
        let verifiers = TokenVerifiers(
            tokens: StaticTokens(settings.tokens),
            local: issuers.isEmpty ? nil : local,
            opaque: Self.opaque(settings, client, time)
        )
        self.init(
            verifiers,
            challenge: challenge,
            remembering: settings.rememberedTokens,
            leeway: settings.claims.leeway,
            time: time
        )
        keySets = issuers.compactMap { if case .published(let set) = $0.keys { set } else { nil } }
    }

    private static func opaque(
        _ settings: LocalJWTSettings,
        _ client: any HTTPClient,
        _ time: Time
    ) -> (any TokenVerifier)? {
        let (rules, identities) = (settings.claims, settings.identities)
        if let asked = settings.introspection {
            let verifier = Introspection(asked, client: client, rules: rules, identities: identities, time: time)
            return RememberedRefusals(of: verifier, for: asked.cacheSeconds, time: time)
        }
        return settings.tokenInfo.map { asked in
            let verifier = TokenInfo(asked, client: client, rules: rules, identities: identities, time: time)
            return RememberedRefusals(of: verifier, for: asked.cacheSeconds, time: time)
        }
    }

    private static func keys(
        of issuer: IssuerSettings,
        _ settings: LocalJWTSettings,
        _ published: (KeptKeys.Name, HTTPURL?, KeySet.Settings) -> KeySet
    ) -> LocalVerifier.Issuer.Keys {
        var keySettings = KeySet.Settings()
        keySettings.interval = settings.cacheInterval
        let place: HTTPURL?
        switch issuer.keys {
        case .shared(let secret): return .shared(VerificationKey(secret: Array(secret.revealed.utf8)))
        case .discovered: place = nil
        case .published(let url): place = url
        }
        let name = KeptKeys.Name(issuer: issuer.name, place: place?.text, interval: settings.cacheInterval)
        return .published(published(name, place, keySettings))
    }

    /// Seconds for which a verified token is remembered at most.
    private static let longestMemory = 300
}
