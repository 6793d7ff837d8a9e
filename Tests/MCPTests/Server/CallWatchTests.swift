import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct CallWatchTests {
    @Test func `the HTTP server gets the limits of the tool`() async throws {
        let exchange = ManualExchange()
        let server = try makeServer(tools: [
            Scripted(timeout: .seconds(3)) { context in
                context.progress(1)
                return "ok".result
            }
        ])
        var context = RequestContext(caller: .trusted, over: .http)
        context.watch = .exchange(exchange)
        _ = try await server.respond(
            to: RPCRequest(id: .string("a"), method: "tools/call", params: ["name": "scripted"]),
            in: context
        )
        let terms = try #require(exchange.terms)
        #expect(terms.limit == .seconds(3))
        #expect(terms.cap == .seconds(600))
        #expect(exchange.renewals == 1)
        let late = terms.late()
        #expect(late.json?["id"] == "a")
        #expect(late.json?["error"]?["code"] == 504)
    }

    @Test func `a stall moves the tool to the pool`() async throws {
        let exchange = ManualExchange()
        let server = try makeServer(tools: [Scripted { _ in "ok".result }])
        var context = RequestContext(caller: .trusted, over: .http)
        context.watch = .exchange(exchange)
        let request = RPCRequest(id: .number(1), method: "tools/call", params: ["name": "scripted"])
        _ = try await server.respond(to: request, in: context)
        exchange.terms?.stalled(for: .milliseconds(20))
        #expect(server.catalog.tool(named: "scripted")?.placement.isOnPool == true)
        #expect(try await server.respond(to: request, in: context)["isError"] == nil)
    }
}
