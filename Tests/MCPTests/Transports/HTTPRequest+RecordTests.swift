import HTTP
import JSON
import Synchronization
import Testing

@testable import MCP

@Suite struct HTTPRequestRecordTests {
    private final class Notes: Exchange {
        let calls = Mutex<[CallFact]>([])
        let keepsRecord: Bool
        init(keeps: Bool = true) { keepsRecord = keeps }
        func note(_ fact: RequestFact) {
            if case .call(let call) = fact { calls.withLock { $0.append(call) } }
        }
        func agree(to terms: any Terms) {}
        func renew() {}
        func onDrain(_ action: @escaping @Sendable () -> Void) {}
        var timers: any Timers { PoolTimers() }
        var executor: (any TaskExecutor)? { nil }
    }

    private func noted(_ method: String, _ params: JSONObject, _ fields: HTTPFields = [:], keeps: Bool = true)
        -> CallFact?
    {
        let notes = Notes(keeps: keeps)
        var request = HTTPRequest(.post, "/mcp", fields: fields)
        request.exchange = notes
        request.note(RPCRequest(id: .number(1), method: method, params: params), RequestMeta(params))
        return notes.calls.withLock { $0.first }
    }

    @Test func `a call is noted with its name and revision`() {
        let meta: JSONValue = [
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ]
        #expect(
            noted("tools/call", ["name": "add", "_meta": meta])
                == CallFact(
                    "tools/call",
                    name: "add",
                    revision: "2026-07-28",
                    traceID: "4bf92f3577b34da6a3ce929d0e0e4736"
                )
        )
        #expect(
            noted("resources/read", ["uri": "a://b"])
                == CallFact("resources/read", name: "a://b", revision: "2025-03-26")
        )
        #expect(
            noted("tools/list", [:], [.mcpProtocolVersion: "2025-06-18"])
                == CallFact("tools/list", revision: "2025-06-18")
        )
    }

    @Test func `where nobody keeps a record nothing is noted`() {
        #expect(noted("tools/list", [:], keeps: false) == nil)
    }
}
