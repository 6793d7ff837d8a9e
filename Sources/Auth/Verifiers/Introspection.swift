internal import HTTP
internal import JSON
internal import Telemetry

/// Asks an issuer whether a token is good (RFC 7662), for tokens that say nothing themselves.
struct Introspection: TokenVerifier {
    private let settings: IntrospectionSettings
    private let questions: TokenQuestions
    private let rules: ClaimRules
    private let identities: IdentityRules
    private let time: Time

    init(
        _ settings: IntrospectionSettings,
        client: any HTTPClient,
        rules: ClaimRules,
        identities: IdentityRules,
        time: Time
    ) {
        self.settings = settings
        questions = TokenQuestions(client)
        self.rules = rules
        self.identities = identities
        self.time = time
    }

    func verify(_ token: BearerToken) async throws(TokenError) -> VerifiedToken {
        guard token.isWellFormed, token.bytes.count <= JWS.sizeLimit else { throw .malformed }
        let answer = try await answer(about: token)
        guard answer["active"]?.bool == true else { throw .inactive }
        return try verified(Claims(answer))
    }

    /// What the answer says of the token is checked as if the token said it.
    private func verified(_ claims: Claims) throws(TokenError) -> VerifiedToken {
        let now = time.now()
        try rules.requireAccessToken(claims)
        try rules.requireBegin(claims, at: now)
        let end = try claims.date("exp", rounded: .down).map { _ throws(TokenError) in
            try rules.requireTime(claims, at: now)
        }
        if let name = try claims.issuer(), !name.utf8.elementsEqual(settings.issuer.utf8) { throw .wrongIssuer }
        if !settings.audiences.isEmpty { try rules.requireAudience(claims, in: settings.audiences) }
        let identity = try identities.identity(claims, issuer: settings.issuer, until: end)
        return VerifiedToken(identity, goodUntil: min(end ?? .max, now.adding(settings.cacheSeconds)))
    }

    private func answer(about token: BearerToken) async throws(TokenError) -> JSONObject {
        let response = try await questions.answer(to: request(about: token), about: token)
        guard response.status == .ok, let answer = JSONObject(untrusted: response.body) else { throw .silence }
        return answer
    }

    private func request(about token: BearerToken) -> HTTPClientRequest {
        let id = FormText.escaped(settings.clientID)
        let secret = FormText.escaped(settings.clientSecret.revealed)
        let form = "token=\(FormText.escaped(token.bytes))&token_type_hint=access_token"
        return HTTPClientRequest(
            .post,
            settings.url,
            fields: [
                .contentType: "application/x-www-form-urlencoded", .accept: "application/json",
                .authorization: "Basic \(Base64.text(Array("\(id):\(secret)".utf8)))",
            ],
            body: Array(form.utf8),
            namedBy: .configuration
        )
    }
}
