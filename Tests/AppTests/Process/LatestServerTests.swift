import HTTP
import JSON
import MCP
import Synchronization
import Testing

@testable import App

@Suite struct LatestServerTests {
    /// Says who it is, and who asks.
    private final class Named: MCPHandler {
        let name: String
        init(name: String) { self.name = name }
        func respond(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
            ["name": .string(name), "caller": .string(context.caller.principal.text)]
        }
        func offers(_ method: String) -> Bool { method == name }
        func checkSubscription(to uri: String, in context: RequestContext) throws(RPCError) {
            if context.caller == .unknown { throw .invalidParams(name) }
        }
    }

    private final class Place: Sendable {
        let handler = Mutex<(any MCPHandler)?>(nil)
    }

    private let place = Place()
    private let request = RPCRequest(id: .number(1), method: "ping")

    private func server(caller: (@Sendable () -> Caller)? = nil) -> LatestServer {
        LatestServer(first: Named(name: "one"), current: { [place] in place.handler.withLock { $0 } }, caller: caller)
    }

    @Test func `each message is answered by what is current`() async throws {
        let server = server()
        #expect(try await server.respond(to: request, in: RequestContext())["name"] == "one")
        #expect(server.offers("one") && !server.offers("two"))
        place.handler.withLock { $0 = Named(name: "two") }
        #expect(try await server.respond(to: request, in: RequestContext())["name"] == "two")
        #expect(server.offers("two") && !server.offers("one"))
    }

    @Test func `who sends it may have become somebody else than when it came`() async throws {
        let server = server(caller: { .trusted })
        #expect(try await server.respond(to: request, in: RequestContext())["caller"] == "trusted")
        try server.checkSubscription(to: "a:b", in: RequestContext())
        #expect(throws: RPCError.self) { try self.server().checkSubscription(to: "a:b", in: RequestContext()) }
    }
}
