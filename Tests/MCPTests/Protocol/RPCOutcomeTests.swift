import JSON
import Testing

@testable import MCP

@Suite struct RPCOutcomeTests {
    @Test func `an answer is the same whether it is there or must be waited for`() async throws {
        let now = RPCOutcome.now(.success(.object(["a": 1])))
        let later = RPCOutcome.later { .object(["a": 1]) }
        #expect(try await now.answer().json == ["a": 1])
        #expect(try await later.answer().json == ["a": 1])
        #expect(try await now.result.get().json == ["a": 1])
        #expect(try await later.result.get().json == ["a": 1])
    }

    @Test func `so is an error`() async {
        let outcomes = [RPCOutcome.now(.failure(.busy)), .later { () throws(RPCError) in throw .busy }]
        for outcome in outcomes {
            await #expect(throws: RPCError.busy) { try await outcome.answer() }
            await #expect(throws: RPCError.busy) { try await outcome.result.get() }
        }
    }

    @Test func `a handler that only responds is waited for`() async throws {
        final class Plain: MCPHandler {
            func respond(to request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
                ["b": 2]
            }
        }
        let outcome = Plain().outcome(of: RPCRequest(id: .number(1), method: "x", params: [:]), in: RequestContext())
        guard case .later = outcome else { return #expect(Bool(false), "it is there already") }
        #expect(try await outcome.answer().json == ["b": 2])
    }
}
