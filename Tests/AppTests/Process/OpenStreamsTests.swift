import HTTP
import MCP
import Synchronization
import Telemetry
import Testing

@testable import App

@Suite struct OpenStreamsTests {
    private static let header = LocalTokens.begin
    private static let good = LocalTokens.token()
    private static let other = """
        [[middleware.jwt.validation.tokens]]
        name = "other"
        sha256 = "\(String(repeating: "0", count: 64))"

        """
    private static let asking = """
        [middleware.jwt.validation.introspection]
        url = "https://login.example.com/introspect"
        client_id = "a"
        client_secret = "b"
        issuer = "https://login.example.com"
        audience = "https://mcp.example.com"

        """

    private let streams = OpenStreams(askingAgainAfter: [.zero, .zero])
    private let issuer = Issuer()

    private func admission(_ text: String) -> Admission { Admission(of: text, asking: issuer) }

    private func guest(_ token: String?, of admission: Admission) async throws -> HTTPRequest {
        var request = HTTPRequest(.get, "/mcp", fields: token.map { [.authorization: "Bearer \($0)"] } ?? [:])
        request.caller = try #require(await admission.caller(of: request))
        return request
    }
    private let token = LocalTokens.good

    @Test func `whose token is gone is cut off, and nobody else`() async throws {
        let first = admission(Self.header + Self.good + Self.other)
        let second = admission(Self.header + Self.other)
        let third = admission("[server]\nname = 'x'\n" + Self.header + Self.good)
        let request = try await guest(token, of: first)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.streams.stay(of: request, by: first) }
            await until { streams.count == 1 }
            streams.hold(against: third)
            for _ in 0..<100 { await Task.yield() }
            #expect(streams.count == 1)
            streams.hold(against: second)
            await group.waitForAll()
        }
        #expect(streams.count == 0)
    }

    @Test func `who came by the old rules while the new were looked at is looked at, too`() async throws {
        let first = admission(Self.header + Self.good)
        let request = try await guest(token, of: first)
        streams.hold(against: admission(Self.header + Self.other))
        await streams.stay(of: request, by: first)
        #expect(streams.count == 0)
    }

    @Test func `a condition that does not hold any more cuts off, and another caller is another`() async throws {
        for change in [
            Self.good + "[[middleware.jwt.validation.allow_conditions]]\nexpression = \"payload.sub != 'machine'\"\n",
            LocalTokens.token("renamed"),
        ] {
            let first = admission(Self.header + Self.good)
            let request = try await guest(token, of: first)
            streams.hold(against: admission(Self.header + change))
            await streams.stay(of: request, by: first)
        }
        #expect(streams.count == 0)
    }

    @Test func `where tokens come to be needed, who has none is cut off`() async throws {
        let first = admission("")
        let request = try await guest(nil, of: first)
        streams.hold(against: admission(Self.header + Self.good))
        await streams.stay(of: request, by: first)
        #expect(streams.count == 0)
    }

    @Test func `of whom nobody can say is asked again, and at last cut off`() async throws {
        let first = admission(Self.header + Self.asking)
        let request = try await guest("opaque", of: first)
        issuer.isDown = true
        let asked = issuer.asked
        let second = admission("[server]\nname = 'x'\n" + Self.header + Self.asking + Self.other)
        streams.hold(against: second)
        await streams.stay(of: request, by: first)
        #expect(issuer.asked == asked + 3)
    }

    @Test func `an issuer that says yes at last keeps a stream`() async throws {
        let first = admission(Self.header + Self.asking)
        let request = try await guest("opaque", of: first)
        let second = admission("[server]\nname = 'x'\n" + Self.header + Self.asking + Self.other)
        issuer.failures = 1
        let asked = issuer.asked
        streams.hold(against: second)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.streams.stay(of: request, by: first) }
            await until { issuer.asked == asked + 2 }
            for _ in 0..<100 { await Task.yield() }
            #expect(streams.count == 1)
            group.cancelAll()
        }
        #expect(streams.count == 0)
    }

    private func until(_ holds: () -> Bool) async {
        while !holds() { await Task.yield() }
    }
}

/// Finds every token good, unless it is down.
private final class Issuer: HTTPClient {
    private let state = Mutex<(failures: Int, asked: Int)>((0, 0))
    /// Questions that it does not answer from now on.
    var failures: Int {
        get { state.withLock(\.failures) }
        set { state.withLock { $0.failures = newValue } }
    }
    var isDown: Bool {
        get { failures > 0 }
        set { failures = newValue ? .max : 0 }
    }
    var asked: Int { state.withLock(\.asked) }

    func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
        let fails = state.withLock { state in
            state.asked += 1
            defer { state.failures = max(0, state.failures - 1) }
            return state.failures > 0
        }
        if fails { throw .unreachable }
        let answer = #"{"active":true,"sub":"ana","aud":"https://mcp.example.com"}"#
        return HTTPClientResponse(.ok, body: Array(answer.utf8))
    }
}
