import JSON
import Testing

@testable import Auth

@Suite struct KeySetStateTests {
    private func token(_ id: String) throws -> JWS { try JWS(TestKey(id).token([:])) }

    @Test func `a pause doubles up to its longest, and a success ends it`() throws {
        var state = KeySetState(KeySet.Settings())
        let token = try token("k1")
        var pauses: [Int] = []
        for _ in 0..<9 {
            state.finish(nil, at: .zero, date: 0)
            if case .refuse(.undecided(let seconds)) = state.step(for: token, issued: nil, at: .zero) {
                pauses.append(seconds - 1)
            }
        }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60])
        let key = try #require(VerificationKey(TestKey().jwk))
        state.finish(JWKSet(keys: [key]), at: .zero, date: 0)
        guard case .use = state.step(for: token, issued: nil, at: .zero) else { return #expect(Bool(false)) }
        #expect(state.failures == 0)
    }

    @Test func `keys that stay are not retired`() throws {
        var state = KeySetState(KeySet.Settings())
        let keys = try [TestKey("a", seed: 1), TestKey("b", seed: 2)].map { try #require(VerificationKey($0.jwk)) }
        state.finish(JWKSet(keys: keys), at: .zero, date: 0)
        state.finish(JWKSet(keys: [keys[1]]), at: .zero, date: 0)
        #expect(!keys[0].isCurrent && keys[1].isCurrent)
    }
}
