import HTTP
import JSON
import Telemetry
import Testing

@testable import MCP

@Suite struct MCPServerCallsTests {
    private struct Secret: Error { let password = "hunter2" }
    private let records = Records()

    private func ask(_ server: MCPServer, _ method: String, _ params: JSONObject) async throws(RPCError) -> JSONObject {
        try await server.respond(
            to: RPCRequest(id: .number(1), method: method, params: params),
            in: RequestContext(caller: .trusted)
        )
    }

    @Test func `what is not meant for the client stands in the log, under the number that the client gets`()
        async throws
    {
        let server = try makeServer(
            tools: [Scripted { _ in throw Secret() }],
            resources: [Page(failure: Secret())],
            log: records.logger
        )
        let told = try await ask(server, "tools/call", ["name": "scripted"])["content"]?.array?.first?["text"]?.string
        let refusal = await #expect(throws: RPCError.self) {
            try await ask(server, "resources/read", ["uri": "page://one"])
        }
        let logged = records.all.filter { $0.0 == .error }
        #expect(logged.map(\.2).compactMap { $0["name"]?.string } == ["tool scripted", "resource page://one"])
        for (text, fields) in zip([told, refusal?.message], logged.map(\.2)) {
            #expect(text?.contains(fields["request"]?.string ?? "?") == true && text?.contains("hunter2") == false)
            #expect(fields["error"]?.string?.contains("hunter2") == true)
        }
    }

    @Test func `calls of every kind are counted together`() async throws {
        var settings = MCPSettings()
        settings.callLimit = 1
        let (started, gate) = (Gate(), Gate())
        let waiting = Scripted { _ in
            started.open()
            await gate.wait()
            return "".result
        }
        let server = try makeServer(tools: [waiting], settings)
        async let result = ask(server, "tools/call", ["name": "scripted"])
        await started.wait()
        for (method, params) in [
            ("resources/read", ["uri": "page://one"]),
            ("prompts/get", ["name": "opening", "arguments": ["topic": "a"]]),
        ] as [(String, JSONObject)] {
            await #expect(throws: RPCError.busy) { try await ask(server, method, params) }
        }
        #expect(try await ask(server, "tools/list", [:])["tools"] != nil, "a list is no call")
        gate.open()
        _ = try await result
        #expect(server.counters.running == 0 && server.counters.refused == 2)
    }

    @Test func `one caller does not take the calls of others`() async throws {
        var settings = MCPSettings()
        settings.callsPerPrincipal = 1
        let (started, gate) = (Gate(), Gate())
        let waiting = Scripted { _ in
            started.open()
            await gate.wait()
            return "".result
        }
        let server = try makeServer(tools: [waiting], settings)
        let read = { @Sendable (address: String, name: String, method: String, params: JSONObject) in
            var context = RequestContext(caller: .token(Identity(subject: name, scopes: [])), over: .http)
            context.address = address
            context.watch = .exchange(ManualExchange())
            return try await server.respond(
                to: RPCRequest(id: .number(1), method: method, params: params),
                in: context
            )
        }
        async let result = read("192.0.2.1", "alice", "tools/call", ["name": "scripted"])
        await started.wait()
        await #expect(throws: RPCError.greedy) {
            _ = try await read("192.0.2.9", "alice", "resources/read", ["uri": "page://one"])
        }
        #expect(try await read("192.0.2.1", "bob", "resources/read", ["uri": "page://one"])["contents"] != nil)
        gate.open()
        _ = try await result
        #expect(server.counters.running == 0 && server.counters.refused == 1)
        #expect(try await read("192.0.2.1", "alice", "resources/read", ["uri": "page://one"])["contents"] != nil)
    }

    @Test func `a number is sixteen digits, and no two are alike`() {
        let numbers = (0..<100).map { _ in RequestNumber().text }
        #expect(Set(numbers).count == 100 && numbers.allSatisfy { $0.utf8.count == 16 && UInt64($0, radix: 16) != nil })
    }

    @Test(arguments: [("tools/call", "scripted"), ("resources/read", "page://one")])
    func `what has been quick often enough on the pool is called on its loop again`(method: String, name: String)
        async throws
    {
        let server = try makeServer(tools: [Scripted { _ in "".result }], resources: [Page()], log: records.logger)
        let catalog = server.catalog
        let placement = try #require(catalog.tool(named: name)?.placement ?? catalog.resource(at: name)?.placement)
        #expect(placement.moveToPool())
        let params: JSONObject = ["name": .string(name), "uri": .string(name)]
        for _ in 1..<Placement.firstTerm { _ = try await ask(server, method, params) }
        #expect(placement.isOnPool && records.all.isEmpty)
        // The machine may have a hiccup of its own, for which the count begins anew.
        for _ in 0..<10 * Placement.firstTerm where placement.isOnPool { _ = try await ask(server, method, params) }
        #expect(!placement.isOnPool)
        #expect(records.all.map(\.1) == ["calls are quick again; the next ones run on their loop"])
    }

    @Test func `what takes longer than a stall stays on the pool`() async throws {
        var settings = MCPSettings()
        settings.stallTime = .zero
        let server = try makeServer(tools: [Scripted { _ in "".result }], settings, log: records.logger)
        let placement = try #require(server.catalog.tool(named: "scripted")?.placement)
        #expect(placement.moveToPool())
        for _ in 0..<Placement.firstTerm + 10 { _ = try await ask(server, "tools/call", ["name": "scripted"]) }
        #expect(placement.isOnPool && records.all.isEmpty)
    }
}
