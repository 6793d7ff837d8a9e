import HTTP
import Testing

@testable import Auth

@Suite struct StaticTokensTests {
    /// printf abc | sha256sum
    private let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func `a token stands for a name and its scopes`() throws {
        let settings = try #require(
            StaticTokenSettings(name: "robot", sha256: digest.uppercased(), scopes: ["a", "b"])
        )
        let tokens = StaticTokens([settings])
        let identity = try #require(tokens.identity(provenBy: BearerToken(Array("abc".utf8))))
        #expect(identity.subject == "robot" && identity.issuer == "static" && identity.scopes == ["a", "b"])
        #expect(identity.expires == nil)
        #expect(tokens.identity(provenBy: BearerToken(Array("abd".utf8))) == nil)
        #expect(tokens.identity(provenBy: BearerToken(Array(digest.utf8))) == nil)
    }

    @Test func `a digest is 64 hexadecimal digits`() {
        for text in ["", "abc", digest + "00", String(digest.dropLast()) + "g"] {
            #expect(StaticTokenSettings(name: "x", sha256: text, scopes: []) == nil)
        }
    }
}
