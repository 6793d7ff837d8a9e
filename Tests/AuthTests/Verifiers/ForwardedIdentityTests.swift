import JSON
import HTTP
import Testing

@testable import Auth

@Suite struct ForwardedIdentityTests {
    private let forwarded = ForwardedIdentity(identities: IdentityRules())
    private let json = #"{"iss":"i","sub":"ana","scope":"a b","groups":["ü"]}"#

    private func identity(_ text: String) throws(TokenError) -> Identity {
        try forwarded.identity(in: Array(text.utf8)[...], at: now)
    }

    @Test func `claims come as JSON, in base64url with padding or without, or in their token`() throws {
        let encoded = Base64URL.text(Array(json.utf8))
        let padding = String(repeating: "=", count: (4 - encoded.utf8.count % 4) % 4)
        for text in [json, encoded, encoded + padding, "e30.\(encoded).AAAA"] {
            let identity = try identity(text)
            #expect(identity.subject == "ana" && identity.issuer == "i" && identity.scopes == ["a", "b"])
        }
    }

    @Test(arguments: ["", "{", "a.b", "a.b.c.d", "!!!", "e30", "W10", #"{"sub":"a","sub":"b"}"#, "e30===", "e30=e30"])
    func `everything else is malformed`(text: String) {
        #expect(throws: TokenError.malformed) { _ = try identity(text) }
    }

    @Test func `claims that are over are not believed`() {
        #expect(throws: TokenError.expired) { _ = try identity(#"{"sub":"ana","exp":\#(now - 61)}"#) }
        #expect(throws: Never.self) { _ = try identity(#"{"sub":"ana","exp":\#(now - 59)}"#) }
    }
}
