import HTTP
import JSON
import Synchronization
import Testing

@testable import Auth

/// Counts who gets through, and answers with their name.
final class Spy: HTTPHandler {
    private let names = Mutex<[String]>([])
    var passed: [String] { names.withLock(\.self) }
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        let name = request.caller.identity?.subject ?? "nobody"
        names.withLock { $0.append(name) }
        return .text(name)
    }
}

/// Counts where only who waits is answered.
private struct Elsewhere: LimitStore {
    let table = LimitTable()
    func take(_ key: LimitKey, _ policy: LimitPolicy, at now: ContinuousClock.Instant) async -> LimitDecision {
        await Task.yield()
        return table.take(key, policy, at: now)
    }
}

/// A verifier that knows one token and counts how often it is asked.
final class OneToken: TokenVerifier {
    private let count = Mutex(0)
    let error: TokenError
    let end: Int
    let answersAtOnce: Bool
    init(or error: TokenError = .badSignature, until end: Int = now + 600, answersAtOnce: Bool = false) {
        self.error = error
        self.end = end
        self.answersAtOnce = answersAtOnce
    }
    var asked: Int { count.withLock(\.self) }

    func verifyAtOnce(_ token: BearerToken) throws(TokenError) -> VerifiedToken? {
        answersAtOnce ? try verified(token) : nil
    }
    func verify(_ token: BearerToken) async throws(TokenError) -> VerifiedToken { try verified(token) }

    private func verified(_ token: BearerToken) throws(TokenError) -> VerifiedToken {
        count.withLock { $0 += 1 }
        guard token.bytes == Array("good".utf8) else { throw error }
        return VerifiedToken(Identity(subject: "ana", scopes: [], expires: end), goodUntil: end)
    }
}

@Suite struct AuthenticationTests {
    private let spy = Spy()
    private let verifier = OneToken()

    private func chain(_ verifier: OneToken, _ handler: any HTTPHandler) -> any HTTPHandler {
        let challenge = Challenge(scopes: ["a"])
        let gate = Authentication(verifier, challenge: challenge, remembering: 10, leeway: 0, time: .standing())
        return Router([Route.any("/mcp", handler)].behind([gate]))
    }

    private func send(_ fields: HTTPFields, query: String? = nil) async -> HTTPResponse {
        await chain(verifier, spy).respond(to: HTTPRequest(.post, "/mcp", query: query, fields: fields))
    }

    @Test(
        arguments: [
            ([:], 401, false), ([.authorization: "Basic YTpi"], 401, false), ([.authorization: "Bearer"], 401, false),
            ([.authorization: ""], 401, false), ([.authorization: "DPoP good"], 401, false),
            ([.authorization: "Bearer bad"], 401, true), ([.authorization: "Bearer good good"], 401, true),
            ([.authorization: "Bearer \"good\""], 401, true),
            ([.authorization: "Bearer good", "authorization": "Bearer good"], 400, true),
        ] as [(HTTPFields, Int, Bool)]
    )
    func `without a good token nobody gets through`(fields: HTTPFields, status: Int, names: Bool) async {
        let response = await send(fields)
        #expect(response.status.code == status)
        #expect(response.fields[.wwwAuthenticate]?.contains("error=") == names)
        #expect(spy.passed.isEmpty)
    }

    @Test(
        arguments: [
            ([:], nil, 401), ([.authorization: "Basic YTpi"], nil, 401), ([.authorization: "Bearer bad"], nil, nil),
            ([.authorization: "Bearer good"], "access_token=a", 400),
        ] as [(HTTPFields, String?, Int?)]
    )
    func `without a token a body need not be read`(fields: HTTPFields, query: String?, status: Int?) {
        let refusal = chain(verifier, spy).refusal(of: HTTPRequest(.post, "/mcp", query: query, fields: fields))
        #expect(refusal?.status.code == status)
        #expect(status != 401 || refusal?.fields[.wwwAuthenticate] != nil)
        #expect(verifier.asked == 0)
    }

    @Test func `with one the caller is known`() async {
        for scheme in ["Bearer", "bearer", "BEARER"] {
            #expect(await send([.authorization: "\(scheme) good"]).status == .ok)
        }
        #expect(spy.passed == ["ana", "ana", "ana"])
    }

    @Test func `a token in the query is refused, even a good one`() async {
        #expect(await send([:], query: "access_token=good").status == .badRequest)
        #expect(await send([.authorization: "Bearer good"], query: "a=1&access_token=good").status == .badRequest)
        #expect(spy.passed.isEmpty)
        #expect(await send([.authorization: "Bearer good"], query: "a=1").status == .ok)
    }

    @Test func `a good token is verified once`() async {
        let chain = chain(verifier, spy)
        let good = HTTPRequest(.post, "/mcp", fields: [.authorization: "Bearer good"])
        let bad = HTTPRequest(.post, "/mcp", fields: [.authorization: "Bearer bad"])
        for _ in 0..<5 { _ = await chain.respond(to: good) }
        #expect(verifier.asked == 1 && spy.passed.count == 5)
        for _ in 0..<5 { #expect(await chain.respond(to: bad).status == .unauthorized) }
        #expect(spy.passed.count == 5)
    }

    @Test func `who was said to call before does not count`() async {
        var request = HTTPRequest(.post, "/mcp")
        request.caller = .token(Identity(subject: "eve", scopes: ["a"]))
        #expect(await chain(verifier, spy).respond(to: request).status == .unauthorized)
        request.caller = .trusted
        #expect(await chain(verifier, spy).respond(to: request).status == .unauthorized)
        #expect(spy.passed.isEmpty)
    }

    @Test(arguments: [(true, true), (false, true), (true, false), (false, false)])
    func `a token that needs nobody's word is judged at once, where failures are counted at once too`(
        isGood: Bool,
        isCountedHere: Bool
    ) async {
        let store: any LimitStore = isCountedHere ? LimitTable() : Elsewhere()
        let verifier = OneToken(answersAtOnce: true)
        var gate = Authentication(verifier, challenge: Challenge(), remembering: 10, leeway: 0, time: .standing())
        gate.throttle = FailureThrottle(.window(2, within: .seconds(60)), in: store)
        let router = Router(
            [Route.quick("/mcp") { .text($0.caller.identity?.subject ?? "nobody") }].behind([gate])
        )
        for attempt in 1...3 {
            var request = HTTPRequest(.get, "/mcp", fields: [.authorization: isGood ? "Bearer good" : "Bearer bad"])
            let outcome = router.outcome(of: &request)
            let isAtOnce = if case .now = outcome { true } else { false }
            #expect(isAtOnce == (isCountedHere || isGood && attempt > 1))
            #expect(await outcome.response.status.code == (isGood ? 200 : attempt > 2 ? 429 : 401))
        }
        // A good one is remembered; a bad one is verified once for each time it is shown.
        #expect(verifier.asked == (isGood ? 1 : 3))
    }

    @Test(arguments: [true, false])
    func `what nobody can decide is 503, and not the client's failure`(isSaidAtOnce: Bool) async {
        let verifier = OneToken(or: .undecided(retryAfter: 3), answersAtOnce: isSaidAtOnce)
        let router = Router([Route.any("/mcp", spy)].behind([throttled(verifier)]))
        for _ in 1...3 {
            let response = await router.respond(to: HTTPRequest(.post, "/mcp", fields: [.authorization: "Bearer x"]))
            #expect(response.status == .serviceUnavailable && response.fields[.retryAfter] == "3")
        }
    }

    @Test func `what cannot be a token counts, and is not asked about`() async {
        let verifier = OneToken(answersAtOnce: true)
        let router = Router([Route.any("/mcp", spy)].behind([throttled(verifier)]))
        for status in [401, 429] {
            let response = await router.respond(to: HTTPRequest(.post, "/mcp", fields: [.authorization: "Bearer a b"]))
            #expect(response.status.code == status)
        }
        #expect(verifier.asked == 0 && spy.passed.isEmpty)
    }

    /// Allows one failure.
    private func throttled(_ verifier: OneToken) -> Authentication {
        var gate = Authentication(verifier, challenge: Challenge(), remembering: 10, leeway: 0, time: .standing())
        gate.throttle = FailureThrottle(.window(1, within: .seconds(60)), in: LimitTable())
        return gate
    }

    @Test(arguments: [1, 2])
    func `a stream ends with its token, verified or remembered`(requests: Int) async throws {
        struct Endless: HTTPHandler {
            func respond(to request: HTTPRequest) async -> HTTPResponse {
                .eventStream { write in
                    await write([1])
                    // Cancelled when the token ends.
                    try? await Task.sleep(for: .seconds(3600))
                }
            }
        }
        let chain = chain(OneToken(until: now), Endless())
        let request = HTTPRequest(.post, "/mcp", fields: [.authorization: "Bearer good"])
        for _ in 1..<requests { _ = await chain.respond(to: request) }
        guard case .stream(let produce) = await chain.respond(to: request).body else {
            Issue.record("not a stream")
            return
        }
        let pieces = Mutex(0)
        await produce { _ in pieces.withLock { $0 += 1 } }
        #expect(pieces.withLock(\.self) <= 1)
    }
}
