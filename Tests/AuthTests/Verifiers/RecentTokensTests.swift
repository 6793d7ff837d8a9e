import HTTP
import Testing

@testable import Auth

@Suite struct RecentTokensTests {
    private func keep(_ texts: [String], in tokens: inout RecentTokens) {
        for text in texts {
            let bytes = Array(text.utf8)
            let token = VerifiedToken(Identity(subject: text, scopes: []), goodUntil: 1)
            _ = tokens.keep(.init(token: token, fingerprint: Fingerprint(of: bytes.span)), as: bytes[...])
        }
    }
    private func subject(_ text: String, in tokens: RecentTokens) -> String? {
        tokens.token(Array(text.utf8)[...])?.identity.subject
    }

    @Test func `a token is found again by all of it, and by nothing else`() {
        var tokens = RecentTokens()
        keep(["header.payload.signature"], in: &tokens)
        #expect(subject("header.payload.signature", in: tokens) == "header.payload.signature")
        // They end alike, so that they have one place.
        for other in ["Header.payload.signature", "header.payloae.signature", "signature", "xheader.payload.signature"]
        {
            #expect(subject(other, in: tokens) == nil)
            tokens.forget(Array(other.utf8)[...])
        }
        #expect(subject("header.payload.signature", in: tokens) != nil)
        tokens.forget(Array("header.payload.signature".utf8)[...])
        #expect(subject("header.payload.signature", in: tokens) == nil)
    }

    @Test func `where two have one place the later is kept`() {
        var tokens = RecentTokens()
        keep(["a.signature", "b.signature"], in: &tokens)
        #expect(subject("a.signature", in: tokens) == nil)
        #expect(subject("b.signature", in: tokens) == "b.signature")
    }

    @Test func `long tokens are not kept, and short ones need not be long`() {
        var tokens = RecentTokens()
        let long = String(repeating: "a", count: RecentTokens.longest + 1)
        #expect(subject("", in: tokens) == nil)
        keep([long, "a"], in: &tokens)
        #expect(subject(long, in: tokens) == nil)
        #expect(subject("a", in: tokens) == "a")
    }
}
