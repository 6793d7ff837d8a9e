import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct QuickToolTests {
    private struct Double: QuickTool {
        let name = "double"
        let description = "Twice as much."
        var requiredScopes: Set<String> = []
        var runsOn = Execution.loop
        var outputSchema: JSONObject?

        struct Arguments: CallArguments {
            @Argument("How much") var number: Int
        }
        func answer(_ arguments: Arguments, in context: RequestContext) throws -> JSONValue {
            guard arguments.number != 0 else { throw ToolError("Nothing.") }
            return ["twice": .int(2 * arguments.number)]
        }
    }

    private let exchange = ManualExchange()

    private func outcome(_ server: MCPServer, _ number: JSONValue = 21, as caller: Caller = .trusted) -> RPCOutcome {
        var context = RequestContext(caller: caller, over: .http)
        context.watch = .exchange(exchange)
        let params: JSONObject = ["name": "double", "arguments": ["number": number]]
        return server.outcome(of: RPCRequest(id: .number(1), method: "tools/call", params: params), in: context)
    }

    private func isNow(_ outcome: RPCOutcome) -> Bool { if case .now = outcome { true } else { false } }

    @Test func `its answer is there at once, and nothing of it runs on`() async throws {
        let server = try makeServer(tools: [Double()])
        let outcome = outcome(server)
        #expect(isNow(outcome) && server.counters.running == 0)
        #expect(try await outcome.answer().json["structuredContent"] == ["twice": 42])
    }

    @Test func `so are its failures, wrong arguments and refusals`() async throws {
        let server = try makeServer(tools: [Double(requiredScopes: ["a"])])
        for (number, caller) in [(0, Caller.trusted), ("x", .trusted), (1, .ana())] as [(JSONValue, Caller)] {
            let outcome = outcome(server, number, as: caller)
            #expect(isNow(outcome) && server.counters.running == 0)
            #expect(try await outcome.answer().isError)
        }
    }

    @Test func `it may be called like any other tool`() async throws {
        #expect(try await Double().call(["number": 2]).structured == ["twice": 4])
    }

    @Test func `its results keep their schema`() async throws {
        let kept = try makeServer(tools: [Double(outputSchema: ["required": ["twice"]])])
        #expect(try await !outcome(kept).answer().isError)
        let broken = try makeServer(tools: [Double(outputSchema: ["required": ["thrice"]])])
        let answer = outcome(broken)
        #expect(isNow(answer))
        #expect(try await answer.answer().isError)
    }

    @Test func `its call has terms, and holding its loop moves it to the pool`() async throws {
        let server = try makeServer(tools: [Double()])
        #expect(isNow(outcome(server)))
        let terms = try #require(exchange.terms)
        terms.took(nanoseconds: 1)
        terms.stalled(for: .seconds(1))
        let next = outcome(server)
        #expect(!isNow(next) && server.counters.running == 0)
        #expect(try await next.answer().json["structuredContent"] == ["twice": 42])
    }

    @Test func `one that runs on the pool, or is limited, is waited for`() async throws {
        let pool = outcome(try makeServer(tools: [Double(runsOn: .pool)]))
        #expect(!isNow(pool))
        #expect(try await !pool.answer().isError)
        let limits = ToolLimits(.window(1, within: .seconds(60)), in: LimitTable())
        let server = MCPServer(try Catalog(tools: [Double()]), toolLimits: limits)
        let first = outcome(server)
        #expect(!isNow(first))
        #expect(try await !first.answer().isError)
        #expect(try await outcome(server).answer().isError)
    }

    @Test func `no more of its calls run than may`() async throws {
        var settings = MCPSettings()
        settings.callLimit = 0
        let outcome = outcome(try makeServer(tools: [Double()], settings))
        #expect(isNow(outcome))
        await #expect(throws: RPCError.busy) { try await outcome.answer() }
    }

    @Test func `over a session it needs no task either, and what it says comes before its result`() async throws {
        struct Talking: QuickTool {
            let name = "talk"
            let description = "Says something."
            func answer(_: NoArguments, in context: RequestContext) -> String {
                context.log(.error, "ahead")
                return Task.isCancelled ? "in the same task" : "in another task"
            }
        }
        let outbox = Outbox()
        let call = RPCRequest(id: .number(1), method: "tools/call", params: ["name": "talk"])
        let reply = Reply(to: call, through: outbox, as: .bare, timers: exchange.timers)
        let server = try makeServer(tools: [Talking()])
        let caller = Task {
            while !Task.isCancelled { await Task.yield() }
            var context = RequestContext(caller: .trusted, over: .http)
            context.level = .info
            reply.start(in: &context, on: nil, .handler(server))
        }
        caller.cancel()
        await caller.value
        let messages = await outbox.next() ?? []
        #expect(messages.count == 2 && messages.last?.isResponse == true)
        let last = String(decoding: try #require(messages.last).bytes, as: UTF8.self)
        #expect(last.contains("in the same task"))
        let first = String(decoding: try #require(messages.first).bytes, as: UTF8.self)
        #expect(first.contains("ahead"))
    }
}
