import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SubscriptionsTests {
    @Test func `listening begins with what is honoured: nothing`() async throws {
        let server = try makeServer()
        let acknowledged = Gate()
        let listening = Task {
            var context = RequestContext(caller: .trusted)
            context.notify = { note in
                if note.params == ["notifications": [:], "_meta": ["io.modelcontextprotocol/subscriptionId": "s"]] {
                    acknowledged.open()
                }
            }
            let params: JSONObject = ["notifications": ["toolsListChanged": true]]
            return try await server.respond(
                to: RPCRequest(id: .string("s"), method: "subscriptions/listen", params: params),
                in: context
            )
        }
        await acknowledged.wait()
        listening.cancel()
        #expect(try await listening.value == ["_meta": ["io.modelcontextprotocol/subscriptionId": "s"]])
    }

    @Test func `what to listen for must be said`() async throws {
        let server = try makeServer()
        await #expect(throws: RPCError.invalidParams("params.notifications must be an object")) {
            try await server.respond(
                to: RPCRequest(id: .number(1), method: "subscriptions/listen"),
                in: RequestContext()
            )
        }
    }
}
