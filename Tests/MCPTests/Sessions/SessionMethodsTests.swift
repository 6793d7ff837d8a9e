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

    @Test func `only what is there, and may be read, is subscribed to`() async throws {
        let replica = try Replica()
        let client = await replica.open()
        let unknown = await replica.send(client.call("resources/subscribe", ["uri": "page://none/of/these"]))
        #expect(unknown.json?["error"]?["code"] == -32002)
        #expect(await replica.send(client.call("resources/subscribe", ["uri": "page://7/part"])).json?["result"] == [:])
        #expect(replica.changes.subscriptions.count == "page://7/part".utf8.count + 64)
    }

    @Test func `a session has a number of subscriptions, and no more`() async throws {
        let replica = try Replica { $0.subscriptionLimit = 2 }
        let client = await replica.open()
        let ask = { @Sendable (method: String, number: Int) in
            await replica.send(client.call("resources/\(method)", ["uri": .string("page://\(number)/part")])).json
        }
        #expect(await ask("subscribe", 1)?["result"] == [:])
        #expect(await ask("subscribe", 2)?["result"] == [:])
        #expect(await ask("subscribe", 2)?["result"] == [:])
        let refusal = await ask("subscribe", 3)?["error"]
        #expect(refusal?["code"] == -32602 && refusal?["message"] == "The session has too many subscriptions")
        #expect(await ask("unsubscribe", 1)?["result"] == [:])
        #expect(await ask("subscribe", 3)?["result"] == [:])
        _ = await replica.send(client.delete())
        #expect(replica.changes.subscriptions.count == 0)
    }

    @Test func `what all sessions are subscribed to is bounded`() async throws {
        let replica = try Replica { $0.subscriptionMemory = 100 }
        let clients = [await replica.open(), await replica.open()]
        let request = { @Sendable (client: SessionClient) in client.call("resources/subscribe", ["uri": "page://one"]) }
        #expect(await replica.send(request(clients[0])).status == .ok)
        #expect(await replica.send(request(clients[1])).status == .serviceUnavailable)
        _ = await replica.send(clients[0].delete())
        #expect(await replica.send(request(clients[1])).status == .ok)
    }
}
