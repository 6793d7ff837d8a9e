import HTTP
import Synchronization
import Testing

@testable import Auth

@Suite struct RememberedRefusalsTests {
    private let clock = TestClock()
    private let issuer = Issuer()

    private func refusals(for seconds: Int = 300) -> RememberedRefusals {
        RememberedRefusals(of: issuer, for: seconds, time: .standing(at: { now }, clock))
    }

    private func refusal(of token: String, by refusals: RememberedRefusals) async -> TokenError? {
        do throws(TokenError) {
            _ = try await refusals.verify(BearerToken(Array(token.utf8)))
            return nil
        } catch { return error }
    }

    @Test func `a refused token is asked about once, for as long as that holds`() async {
        for (seconds, longest) in [(10, 10), (300, 30)] {
            let refusals = refusals(for: seconds)
            let asked = issuer.asked
            for _ in 0..<5 { #expect(await refusal(of: "bad", by: refusals) == .inactive) }
            #expect(issuer.asked == asked + 1)
            clock.advance(.seconds(longest - 1))
            #expect(await refusal(of: "bad", by: refusals) == .inactive)
            #expect(issuer.asked == asked + 1)
            clock.advance(.seconds(1))
            #expect(await refusal(of: "bad", by: refusals) == .inactive)
            #expect(issuer.asked == asked + 2)
        }
    }

    @Test func `where answers do not hold, neither do refusals`() async {
        let refusals = refusals(for: 0)
        for _ in 0..<3 { #expect(await refusal(of: "bad", by: refusals) == .inactive) }
        #expect(issuer.asked == 3)
    }

    @Test func `one token's refusal is no other's`() async {
        let refusals = refusals()
        #expect(await refusal(of: "bad", by: refusals) == .inactive)
        #expect(await refusal(of: "baD", by: refusals) == .inactive)
        #expect(issuer.asked == 2)
        issuer.answer = nil
        #expect(await refusal(of: "good", by: refusals) == nil)
    }

    @Test(arguments: [TokenError.undecided(retryAfter: 5), .notYetValid])
    func `what may be otherwise in a moment is asked again`(error: TokenError) async {
        let refusals = refusals()
        issuer.answer = error
        #expect(await refusal(of: "early", by: refusals) == error)
        issuer.answer = nil
        #expect(await refusal(of: "early", by: refusals) == nil)
        #expect(issuer.asked == 2 && refusals.count == 0)
    }

    @Test func `a flood of tokens leaves the table bounded`() async {
        let refusals = refusals()
        for index in 0..<3 * RememberedRefusals.limit { _ = await refusal(of: "\(index)", by: refusals) }
        #expect(refusals.count <= RememberedRefusals.limit && refusals.count > RememberedRefusals.limit / 2)
        let asked = issuer.asked
        _ = await refusal(of: "\(3 * RememberedRefusals.limit - 1)", by: refusals)
        #expect(issuer.asked == asked)
    }
}

/// Refuses with `answer`, and counts how often it is asked.
private final class Issuer: TokenVerifier {
    private let state = Mutex<(answer: TokenError?, asked: Int)>((.inactive, 0))
    var answer: TokenError? {
        get { state.withLock(\.answer) }
        set { state.withLock { $0.answer = newValue } }
    }
    var asked: Int { state.withLock(\.asked) }

    func verify(_ token: BearerToken) async throws(TokenError) -> VerifiedToken {
        state.withLock { $0.asked += 1 }
        if let answer { throw answer }
        return VerifiedToken(Identity(subject: "ana", scopes: []), goodUntil: .max)
    }
}
