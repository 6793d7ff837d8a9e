import HTTP
import Testing

@testable import Auth

@Suite struct RememberedTokensTests {
    private func print(_ text: String) -> Fingerprint { Fingerprint(of: Array(text.utf8).span) }
    private func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }
    private func token(_ subject: String, until end: Int = 100, by key: VerificationKey? = nil) -> VerifiedToken {
        VerifiedToken(Identity(subject: subject, scopes: []), goodUntil: end, by: key)
    }

    @Test func `a token is known until its time is over`() {
        let tokens = RememberedTokens(limit: 10)
        tokens.remember(token("ana"), as: print("a"))
        for _ in 0..<3 { #expect(tokens.identity(provenBy: bytes("a"), at: 99)?.subject == "ana") }
        #expect(tokens.identity(provenBy: bytes("a"), at: 100) == nil)
        #expect(tokens.identity(provenBy: bytes("b"), at: 99) == nil)
        #expect(tokens.count == 0)
    }

    @Test func `with its key goes the token`() throws {
        let key = try #require(VerificationKey(TestKey().jwk))
        let tokens = RememberedTokens(limit: 10)
        tokens.remember(token("ana", by: key), as: print("a"))
        #expect(tokens.identity(provenBy: bytes("a"), at: 1) != nil)
        key.retire()
        #expect(tokens.identity(provenBy: bytes("a"), at: 1) == nil)
    }

    @Test func `a flood of tokens leaves the table bounded, and those in use in it`() {
        let tokens = RememberedTokens(limit: 100)
        tokens.remember(token("ana"), as: print("ana"))
        for index in 0..<10_000 {
            tokens.remember(token("\(index)"), as: print("\(index)"))
            if index.isMultiple(of: 20) { #expect(tokens.identity(provenBy: bytes("ana"), at: 1) != nil) }
        }
        #expect(tokens.count <= 100)
    }
}
