internal import HTTP

/// Asks whoever issued tokens about them, so many at one time; of one sender not so many that others must wait for it.
final class TokenQuestions: Sendable {
    /// Tokens that are asked about at one time. One more is told to come back.
    static let limit = 64

    private let client: any HTTPClient
    private let asking = ConcurrencyLimit(limit)

    init(_ client: any HTTPClient) { self.client = client }

    func answer(to request: HTTPClientRequest, about token: BearerToken) async throws(TokenError) -> HTTPClientResponse
    {
        guard asking.enter(token.sender) else { throw .undecided(retryAfter: 1) }
        defer { asking.leave(token.sender) }
        var request = request
        request.timeout = .seconds(5)
        request.limit = 64 << 10
        do throws(HTTPClientError) {
            return try await client.send(request)
        } catch { throw .silence }
    }
}

extension TokenError {
    /// Nobody said anything of use.
    static let silence = TokenError.undecided(retryAfter: 5)
}
