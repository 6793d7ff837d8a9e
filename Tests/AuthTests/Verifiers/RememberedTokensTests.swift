import HTTP
import Testing

@testable import Auth

@Suite struct RememberedTokensTests {
    private func print(_ text: String) -> Fingerprint { Fingerprint(of: Array(text.utf8).span) }
    private func identity(_ text: String, in tokens: RememberedTokens, at now: Int) -> Identity? {
        switch tokens.find(Array(text.utf8)[...], at: now) {
        case .identity(let identity): return identity
        case .nothing(let digest):
            #expect(digest == print(text))
            return nil
        }
    }
    private func token(_ subject: String, until end: Int = 100, by key: VerificationKey? = nil) -> VerifiedToken {
        VerifiedToken(Identity(subject: subject, scopes: []), goodUntil: end, by: key)
    }

    @Test func `a token is known until its time is over`() {
        let tokens = RememberedTokens(limit: 10)
        tokens.remember(token("ana"), as: print("a"))
        for _ in 0..<3 { #expect(identity("a", in: tokens, at: 99)?.subject == "ana") }
        #expect(identity("a", in: tokens, at: 100) == nil)
        #expect(identity("b", in: tokens, at: 99) == nil)
        #expect(tokens.count == 0)
    }

    @Test(arguments: [0, 1, 2]) func `with its key goes the token, however often it came`(times: Int) throws {
        let key = try #require(VerificationKey(TestKey().jwk))
        let tokens = RememberedTokens(limit: 10)
        tokens.remember(token("ana", by: key), as: print("a"))
        for _ in 0..<times { #expect(identity("a", in: tokens, at: 1) != nil) }
        key.retire()
        for _ in 0..<2 { #expect(identity("a", in: tokens, at: 1) == nil) }
        #expect(tokens.count == 0)
    }

    @Test func `a token that is remembered again is known as what it is now`() {
        let tokens = RememberedTokens(limit: 10)
        tokens.remember(token("ana", until: 10), as: print("a"))
        for _ in 0..<2 { #expect(identity("a", in: tokens, at: 9)?.subject == "ana") }
        #expect(identity("a", in: tokens, at: 10) == nil)
        tokens.remember(token("bob", until: 20), as: print("a"))
        for _ in 0..<2 { #expect(identity("a", in: tokens, at: 10)?.subject == "bob") }
    }

    @Test func `a flood of tokens leaves the table bounded, and those in use in it`() {
        let tokens = RememberedTokens(limit: 100)
        // Longer than what is kept as it came.
        let ana = String(repeating: "a", count: RecentTokens.longest + 1)
        tokens.remember(token("ana"), as: print(ana))
        for index in 0..<10_000 {
            tokens.remember(token("\(index)"), as: print("\(index)"))
            if index.isMultiple(of: 20) { #expect(identity(ana, in: tokens, at: 1) != nil) }
        }
        #expect(tokens.count <= 100)
    }

    @Test func `one that came all the while is still known when another takes its place`() {
        let tokens = RememberedTokens(limit: 10)
        // They end alike, so that they have one place among those that came lately.
        let (ana, bob) = ("ana.signature", "bob.signature")
        for name in [ana, bob] { tokens.remember(token(name), as: print(name)) }
        #expect(identity(ana, in: tokens, at: 1)?.subject == ana)
        for index in 0..<100 { tokens.remember(token("\(index)"), as: print("\(index)")) }
        #expect(identity(bob, in: tokens, at: 1) == nil)
        tokens.remember(token(bob), as: print(bob))
        for _ in 0..<3 {
            for name in [bob, ana] { #expect(identity(name, in: tokens, at: 1)?.subject == name) }
        }
        #expect(tokens.count <= 10)
    }
}
