import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct RequestStateTests {
    private let clock = ManualClock()
    private var sealing: Sealing { Sealing(PlainSealer()) { [clock] in clock.now } }
    private func state(_ answers: JSONObject = [:]) -> RequestState {
        RequestState(digest: "d", end: clock.now + 10, round: 2, answers: answers, remembered: 5)
    }

    @Test func `a state comes back as it was`() throws {
        let state = state(["a": ["action": "cancel"]])
        #expect(try RequestState(state.sealed(sealing), for: "d", sealing) == state)
    }

    @Test func `another call, another purpose, no key and a late one are refused alike`() throws {
        let text = try state().sealed(sealing)
        let other = sealing.sealer.seal(Array("{}".utf8), for: "cursor")
        #expect(throws: RPCError.self) { try RequestState(text, for: "e", sealing) }
        #expect(throws: RPCError.self) { try RequestState(other, for: "d", sealing) }
        #expect(throws: RPCError.self) { try RequestState(text, for: "d", nil) }
        clock.advance(by: 10)
        #expect(throws: RPCError.self) { try RequestState(text, for: "d", sealing) }
    }

    @Test func `a state has a limit`() {
        let large = state(["a": .string(String(repeating: "x", count: RequestState.limit))])
        #expect(throws: RPCError.self) { try large.sealed(sealing) }
    }
}
