import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct ListenReplyTests {
    private let call = currentCall("subscriptions/listen", ["notifications": ["toolsListChanged": true]])

    @Test func `changes come until the server stops, and then the result`() async throws {
        let server = try makeServer()
        let exchange = ManualExchange()
        var request = post(call)
        request.exchange = exchange
        let response = await MCPEndpoint(server).respond(to: request)
        #expect(server.listeners.total == 1)
        server.changes.publish(.tools)
        exchange.drain()
        let events = try await response.events()
        #expect(
            events.map { $0["method"] } == [
                "notifications/subscriptions/acknowledged", "notifications/tools/list_changed", nil,
            ]
        )
        #expect(events.last?["id"] == 7)
        #expect(server.listeners.total == 0)
    }

    @Test func `a stream that nobody begins to read listens no longer`() async throws {
        let server = try makeServer()
        var response: HTTPResponse? = await MCPEndpoint(server).respond(to: post(call))
        #expect(response != nil && server.listeners.total == 1)
        response = nil
        #expect(server.listeners.total == 0)
    }

    @Test func `what is wrong is answered with its status`() async throws {
        let response = await MCPEndpoint(try makeServer()).respond(to: post(currentCall("subscriptions/listen")))
        #expect(response.json?["error"]?["code"] == -32602)
    }
}
