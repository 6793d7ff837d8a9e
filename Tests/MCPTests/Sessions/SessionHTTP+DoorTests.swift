import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SessionHTTPDoorTests {
    private let note: JSONValue = ["jsonrpc": "2.0", "method": "notifications/initialized"]
    private let ping: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": "ping"]

    private func answer(_ body: JSONValue, mode: SessionSettings.Mode = .offered, ids: [String]) async throws -> Int {
        let replica = try Replica { $0.mode = mode }
        let request = post(body) { fields in for id in ids { fields.append(.mcpSessionID, id) } }
        return await replica.send(request).status.code
    }

    @Test func `an id that is there twice is none`() async throws {
        for body in [ping, note, [ping]] { #expect(try await answer(body, ids: ["a", "b"]) == 400) }
    }

    @Test func `an id that was never given out is unknown`() async throws {
        for body in [ping, note, [ping]] { #expect(try await answer(body, ids: ["a"]) == 404) }
    }

    @Test func `a request without an id stands alone, unless sessions are required`() async throws {
        for (body, status) in [(ping, 200), (note, 202), ([ping], 200)] as [(JSONValue, Int)] {
            #expect(try await answer(body, ids: []) == status)
            #expect(try await answer(body, mode: .required, ids: []) == 400)
        }
        #expect(try await answer(initialize("2025-11-25"), mode: .required, ids: []) == 200)
    }

    @Test func `what says that it is of 2026-07-28 has no session, whatever it shows`() async throws {
        #expect(try await answer(currentCall("tools/list"), mode: .required, ids: ["a"]) == 200)
    }
}
