import HTTP
import Testing

/// A store that only answers who waits.
struct Elsewhere: LimitStore {
    let table = LimitTable()
    func take(_ key: LimitKey, _ policy: LimitPolicy, at now: ContinuousClock.Instant) async -> LimitDecision {
        await Task.yield()
        return table.take(key, policy, at: now)
    }
}

@Suite struct RequestLimitsTests {
    private struct Empty: HTTPHandler {
        func respond(to request: HTTPRequest) async -> HTTPResponse { HTTPResponse(.ok) }
    }
    /// The same in this process and elsewhere.
    private func statuses(_ change: (inout LimitSettings) -> Void, _ requests: [HTTPRequest]) async throws -> [Int] {
        var settings = LimitSettings()
        change(&settings)
        var found: [[Int]] = []
        for store in [LimitTable(), Elsewhere()] as [any LimitStore] {
            let router = Router([Route.any("/mcp", Empty())].behind([RequestLimits(settings, in: store)]))
            var statuses: [Int] = []
            for request in requests { statuses.append(await router.respond(to: request).status.code) }
            found.append(statuses)
        }
        #expect(found[0] == found[1])
        return found[0]
    }
    private func request(of subject: String?, from address: String = "192.0.2.1") -> HTTPRequest {
        var request = HTTPRequest(.post, "/mcp", from: address)
        request.caller = subject.map { .token(Identity(subject: $0, issuer: "i", scopes: [])) } ?? .trusted
        return request
    }

    @Test func `without limits there is no such filter`() {
        #expect(RequestLimits(LimitSettings(), in: LimitTable()) == nil)
    }

    @Test func `a principal is limited wherever it calls from, and no other with it`() async throws {
        let requests = [
            request(of: "ada"), request(of: "ada", from: "192.0.2.2"), request(of: "ada"), request(of: "eve"),
        ]
        let statuses = try await statuses({ $0.principal = .window(2, within: .seconds(86_400)) }, requests)
        #expect(statuses == [200, 200, 429, 200])
    }

    @Test func `what is no request of HTTP counts as one`() async throws {
        var settings = LimitSettings()
        settings.principal = .window(2, within: .seconds(86_400))
        settings.global = .window(3, within: .seconds(86_400))
        let limits = try #require(RequestLimits(settings, in: LimitTable()))
        let (ada, eve) = (request(of: "ada"), request(of: "eve"))
        var request = ada
        #expect(limits.answer(to: &request) == nil)
        #expect(await limits.excess(of: ada.caller, at: ada.remoteAddress) == nil)
        #expect(await limits.excess(of: ada.caller, at: "192.0.2.9")?.policy == settings.principal)
        #expect(await limits.excess(of: eve.caller, at: "192.0.2.9") == nil)
        #expect(await limits.excess(of: eve.caller, at: "192.0.2.9")?.policy == settings.global)
    }

    @Test func `without tokens it is the address that is limited`() async throws {
        let requests = [request(of: nil), request(of: nil), request(of: nil, from: "192.0.2.2")]
        #expect(
            try await statuses({ $0.principal = .window(1, within: .seconds(86_400)) }, requests) == [200, 429, 200]
        )
    }

    @Test func `what one has too much of, it does not take from all`() async throws {
        let change = { (settings: inout LimitSettings) in
            settings.principal = .window(1, within: .seconds(86_400))
            settings.global = .window(2, within: .seconds(86_400))
        }
        let requests = [request(of: "ada"), request(of: "ada"), request(of: "eve"), request(of: "bob")]
        #expect(try await statuses(change, requests) == [200, 429, 200, 429])
    }
}
