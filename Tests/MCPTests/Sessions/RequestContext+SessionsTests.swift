import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct RequestContextSessionsTests {
    private static let tool = Scripted { context in
        guard let consent = try await context.ask("k", "Please connect.", toOpen: "https://a.example/").content else {
            return "no".result
        }
        context.complete(elicitation: consent.id)
        return "yes".result
    }

    @Test func `the client hears that the page is done with, under the id by which it was asked`() async throws {
        let replica = try Replica([Self.tool])
        let client = await replica.open()
        let reader = try #require(StreamReader(await replica.send(client.tool())))
        var question = await reader.next()?.json
        while question == nil { question = await reader.next()?.json }
        let id = question?["params"]?["elicitationId"]
        #expect(id != nil)
        _ = await replica.send(client.answer(question?["id"] ?? .null, ["action": "accept"]))
        let done = await reader.next()?.json
        #expect(done?["method"] == "notifications/elicitation/complete")
        #expect(done?["params"]?["elicitationId"] == id)
    }

    @Test func `in 2026-07-28 there is nothing to be told`() async throws {
        let server = try roundServer(body: Self.tool.body)
        let asked = try await server.round()
        #expect(asked["inputRequests"]?["k"]?["params"]?["elicitationId"] == nil)
        let answers: JSONValue = ["k": ["action": "accept"]]
        let done = try await server.round(["inputResponses": answers])
        #expect(done["content"]?.array?.first?["text"] == "yes")
    }
}
