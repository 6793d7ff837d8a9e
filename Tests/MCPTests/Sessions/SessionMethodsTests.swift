import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SessionMethodsTests {
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
