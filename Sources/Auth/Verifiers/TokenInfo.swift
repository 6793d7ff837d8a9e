internal import HTTP
internal import JSON

/// Asks Google about its opaque tokens, at the one place where it tells for whom they are. They are good for this server
/// when they were issued to one of its clients.
struct TokenInfo: TokenVerifier {
    private let settings: TokenInfoSettings
    private let questions: TokenQuestions
    private let rules: ClaimRules
    private let identities: IdentityRules
    private let time: Time

    init(
        _ settings: TokenInfoSettings,
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
        guard token.isWellFormed, token.bytes.count <= Self.sizeLimit else { throw .malformed }
        let claims = Claims(try await answer(about: token).typed)
        let now = time.now()
        let end = try rules.requireTime(claims, at: now)
        try rules.requireAudience(claims, in: settings.audiences)
        // Without the scope `openid` it is not said who somebody is, and the client is not a person.
        guard try claims.all.optionalString("sub")?.isEmpty == false else { throw .malformed }
        let identity = try identities.identity(claims, issuer: settings.issuer, until: end)
        return VerifiedToken(identity, goodUntil: min(end, now.adding(settings.cacheSeconds)))
    }

    /// The status says whether the token is good, and an error may come with 200 from what stands between.
    private func answer(about token: BearerToken) async throws(TokenError) -> JSONObject {
        guard let url = HTTPURL("\(settings.url.text)?access_token=\(FormText.escaped(token.bytes))") else {
            throw .malformed
        }
        let request = HTTPClientRequest(.get, url, fields: [.accept: "application/json"], namedBy: .configuration)
        let response = try await questions.answer(to: request, about: token)
        if response.status == .badRequest || response.status == .unauthorized { throw .inactive }
        guard response.status == .ok, let answer = JSONObject(untrusted: response.body) else { throw .silence }
        guard answer["error"] == nil, answer["error_description"] == nil else { throw .inactive }
        return answer
    }

    /// Longest token, bytes: it becomes part of a URL.
    private static let sizeLimit = 4096
}

extension JSONObject {
    /// Google writes numbers and truth as texts. With their types, conditions read like those over a token.
    fileprivate var typed: JSONObject {
        var typed = self
        for name in ["exp", "iat"] {
            if let number = self[name]?.string.flatMap({ Int($0) }) { typed[name] = .int(number) }
        }
        if let truth = self["email_verified"]?.string.flatMap({ Bool($0) }) { typed["email_verified"] = .bool(truth) }
        return typed
    }
}
