import HTTP
import JSON
import MCP
import Telemetry
import Testing

@testable import App

/// The rooms that a request passes before it is answered, in their order.
@Suite struct ChainTests {
    private let begin = "[server.transport.http]\n"

    private func chain(_ text: String) throws -> any HTTPHandler {
        let read = ConfigurationText(text)
        #expect(read.errors.isEmpty)
        return Application(read.configuration, offering: try Catalog.app(), log: .silent).handler
    }
    private func call(_ more: HTTPFields = [:], from address: String = "192.0.2.1") -> HTTPRequest {
        var fields: HTTPFields = [.host: "localhost:8080", .contentType: "application/json"]
        for (name, value) in more { HTTPFieldName(name).map { fields.append($0, value) } }
        let body = """
            {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"hello_world","arguments":{"name":"Ada"}}}
            """
        return HTTPRequest(.post, "/mcp", fields: fields, body: Array(body.utf8), from: address)
    }
    private func statuses(_ chain: any HTTPHandler, _ requests: [HTTPRequest]) async -> [Int] {
        var statuses: [Int] = []
        for request in requests { statuses.append(await chain.respond(to: request).status.code) }
        return statuses
    }

    @Test func `a page can read that it asked too often`() async throws {
        let chain = try chain(
            "[middleware.rate_limit]\nrequests_per_minute = 1\nburst = 1\n[middleware.cors]\nallow_origins = ['https://app.example.com']"
        )
        let request = call([.origin: "https://app.example.com"])
        #expect(await statuses(chain, [request]) == [200])
        let refused = await chain.respond(to: request)
        let wait = try #require(refused.fields[.retryAfter].flatMap { Int($0) })
        #expect(refused.status == .tooManyRequests && (1...60).contains(wait))
        #expect(refused.fields["Access-Control-Allow-Origin"] == "https://app.example.com")
        #expect(refused.variesByOrigin)
    }

    @Test func `what is open, and preflights, take nothing`() async throws {
        let chain = try chain(
            "[middleware.rate_limit]\nrequests_per_minute = 1\nburst = 1\n" + begin
                + "allowed_origins = ['https://a.example']"
        )
        let preflight = HTTPRequest(
            .options,
            "/mcp",
            fields: [.host: "localhost", .origin: "https://a.example", "Access-Control-Request-Method": "POST"]
        )
        let health = HTTPRequest(.get, "/health", fields: [.host: "localhost"])
        #expect(await statuses(chain, [preflight, preflight, health, health, call()]) == [204, 204, 200, 200, 200])
    }

    @Test func `whoever claims another address is the same client, and a trusted proxy is believed`() async throws {
        let claims = (1...3).map { call(["X-Forwarded-For": "203.0.113.\($0)"]) }
        let limit = "[middleware.rate_limit]\nrequests_per_minute = 1\nburst = 1\n"
        #expect(await statuses(try chain(limit), claims) == [200, 429, 429])
        let trusting = try chain(limit + begin + "trusted_proxies = ['192.0.2.1']")
        #expect(await statuses(trusting, claims) == [200, 200, 200])
    }

    private let tokens = LocalTokens.begin + LocalTokens.token()
    private let good: HTTPFields = [.authorization: "Bearer \(LocalTokens.good)"]
    private func bad(_ number: Int) -> HTTPFields { [.authorization: "Bearer bad-token-bad-token-bad-token-\(number)"] }

    @Test func `guesses are slowed down, and nobody else from there`() async throws {
        let chain = try chain(tokens)
        let guesses = (0..<10).map { call(bad($0)) }
        #expect(await statuses(chain, guesses) == Array(repeating: 401, count: 10))
        #expect(await statuses(chain, [call(bad(10)), call(good), call(), call(bad(11))]) == [429, 200, 401, 429])
        #expect(await statuses(chain, [call(bad(12), from: "192.0.2.2")]) == [401])
    }

    @Test func `good tokens and missing ones are never counted as guesses`() async throws {
        let chain = try chain(tokens)
        #expect(await statuses(chain, (0..<20).map { _ in call() }) == Array(repeating: 401, count: 20))
        #expect(await statuses(chain, (0..<20).map { _ in call(good) }) == Array(repeating: 200, count: 20))
        #expect(await statuses(chain, [call(bad(1))]) == [401])
    }

    @Test func `a preflight needs no token`() async throws {
        let chain = try chain(tokens + begin + "allowed_origins = ['https://a.example']")
        let preflight = HTTPRequest(
            .options,
            "/mcp",
            fields: [.host: "localhost", .origin: "https://a.example", "Access-Control-Request-Method": "POST"]
        )
        #expect(await statuses(chain, [preflight]) == [204])
        let denied = await chain.respond(to: call([.origin: "https://a.example"]))
        #expect(denied.status == .unauthorized)
        #expect(denied.fields["Access-Control-Allow-Origin"] == "https://a.example")
    }

    @Test func `the sixth call of one tool is one too many`() async throws {
        let chain = try chain("[middleware.tool_limit]")
        #expect(await statuses(chain, (0..<6).map { _ in call() }) == [200, 200, 200, 200, 200, 429])
        guard case .bytes(let body) = await chain.respond(to: call()).body else { return #expect(Bool(false)) }
        #expect(String(decoding: body, as: UTF8.self) == #"{"detail":"Rate limit exceeded"}"#)
    }
}
