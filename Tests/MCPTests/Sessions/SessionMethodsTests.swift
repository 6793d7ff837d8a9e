import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SessionMethodsTests {
    private func error(_ method: String, _ params: JSONObject) async throws -> JSONValue? {
        let replica = try Replica()
        let client = await replica.open()
        return await replica.send(client.call(method, params)).json?["error"]
    }

    @Test(arguments: [[:], ["level": 1], ["level": "loud"]] as [JSONObject])
    func `a level that is none is refused`(params: JSONObject) async throws {
        #expect(try await error("logging/setLevel", params)?["code"] == -32602)
    }

    @Test(arguments: ["resources/subscribe", "resources/unsubscribe"])
    func `a subscription is to a URI`(method: String) async throws {
        #expect(try await error(method, [:])?["code"] == -32602)
        let long = JSONValue.string("a:" + String(repeating: "x", count: 4096))
        #expect(try await error(method, ["uri": long])?["code"] == -32602)
    }

    @Test func `a server without resources has no subscriptions`() async throws {
        let server = MCPServer(try Catalog(tools: [Greet()]))
        let sessions = SessionHTTP(server, MCPSettings(), sealing: Sealing(KeyedSealer()) { 1_800_000_000 })
        let endpoint = MCPEndpoint(server, sessions: sessions)
        let opening = await endpoint.respond(to: post(initialize("2025-11-25")))
        #expect(opening.json?["result"]?["capabilities"]?["resources"] == nil)
        #expect(opening.json?["result"]?["capabilities"]?["tasks"] == nil, "and without a store no tasks")
        let client = SessionClient(id: opening.fields[.mcpSessionID] ?? "")
        let answer = await endpoint.respond(to: client.call("resources/subscribe", ["uri": "a:1"])).json
        #expect(answer?["error"]?["code"] == -32601)
    }
}
