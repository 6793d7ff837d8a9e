internal import HTTP
private import Synchronization

/// Asks whoever issued tokens about them, so many at one time.
final class TokenQuestions: Sendable {
    /// Tokens that are asked about at one time. One more is told to come back.
    static let limit = 64

    private let client: any HTTPClient
    private let asking = Mutex(0)

    init(_ client: any HTTPClient) { self.client = client }

    func answer(to request: HTTPClientRequest) async throws(TokenError) -> HTTPClientResponse {
        let mayAsk = asking.withLock { count in
            guard count < Self.limit else { return false }
            count += 1
            return true
        }
        guard mayAsk else { throw .undecided(retryAfter: 1) }
        defer { asking.withLock { $0 -= 1 } }
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
