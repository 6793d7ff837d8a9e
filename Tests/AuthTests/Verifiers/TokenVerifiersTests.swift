import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct TokenVerifiersTests {
    @Test func `each kind of token goes where it is known`() async throws {
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        let settings = try #require(StaticTokenSettings(name: "robot", sha256: digest, scopes: []))
        let local = LocalVerifier(TestIssuer())
        let verifiers = TokenVerifiers(tokens: StaticTokens([settings]), local: local, introspection: nil)
        #expect(try await verifiers.verify(BearerToken(Array("abc".utf8))).identity.subject == "robot")
        #expect(try await verifiers.verify(BearerToken(TestKey().token(claims()))).identity.subject == "ana")
        await #expect(throws: TokenError.malformed) { _ = try await verifiers.verify(BearerToken(Array("abd".utf8))) }
        let none = TokenVerifiers(tokens: StaticTokens([settings]), local: nil, introspection: nil)
        await #expect(throws: TokenError.inactive) { _ = try await none.verify(BearerToken(Array("abd".utf8))) }
    }
}
