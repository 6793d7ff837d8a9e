import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct TokenVerifiersTests {
    private struct Anybody: TokenVerifier {
        func verify(_ token: BearerToken) async throws(TokenError) -> VerifiedToken {
            VerifiedToken(Identity(subject: "opaque", scopes: []), goodUntil: .max)
        }
    }

    @Test func `each kind of token goes where it is known`() async throws {
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        let settings = try #require(StaticTokenSettings(name: "robot", sha256: digest, scopes: []))
        let local = LocalVerifier(TestIssuer())
        let verifiers = TokenVerifiers(tokens: StaticTokens([settings]), local: local, opaque: nil)
        #expect(try await verifiers.verify(BearerToken(Array("abc".utf8))).identity.subject == "robot")
        #expect(try await verifiers.verify(BearerToken(TestKey().token(claims()))).identity.subject == "ana")
        await #expect(throws: TokenError.malformed) { _ = try await verifiers.verify(BearerToken(Array("abd".utf8))) }
        let none = TokenVerifiers(tokens: StaticTokens([settings]), local: nil, opaque: nil)
        await #expect(throws: TokenError.inactive) { _ = try await none.verify(BearerToken(Array("abd".utf8))) }
    }

    @Test func `at once is said what takes nobody's word`() async throws {
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        let settings = try #require(StaticTokenSettings(name: "robot", sha256: digest, scopes: []))
        let tokens = StaticTokens([settings])
        let verifiers = TokenVerifiers(tokens: tokens, local: LocalVerifier(TestIssuer()), opaque: Anybody())
        let signed = BearerToken(TestKey().token(claims()))
        #expect(try verifiers.verifyAtOnce(BearerToken(Array("abc".utf8)))?.identity.subject == "robot")
        #expect(try verifiers.verifyAtOnce(BearerToken(Array("opaque".utf8))) == nil)
        #expect(try verifiers.verifyAtOnce(signed) == nil)
        _ = try await verifiers.verify(signed)
        #expect(try verifiers.verifyAtOnce(signed)?.identity.subject == "ana")
        #expect(throws: TokenError.malformed) { _ = try verifiers.verifyAtOnce(BearerToken(Array("e30.e30.AA".utf8))) }
        let none = TokenVerifiers(tokens: tokens, local: nil, opaque: nil)
        #expect(throws: TokenError.inactive) { _ = try none.verifyAtOnce(BearerToken(Array("abd".utf8))) }
    }

    @Test func `what looks signed is never shown to anybody, and what only has dots is`() async throws {
        let verifiers = TokenVerifiers(tokens: StaticTokens([]), local: LocalVerifier(TestIssuer()), opaque: Anybody())
        for text in ["opaque", "ya29.c.b0", "a.b"] {
            #expect(try await verifiers.verify(BearerToken(Array(text.utf8))).identity.subject == "opaque")
        }
        await #expect(throws: TokenError.malformed) {
            _ = try await verifiers.verify(BearerToken(Array("e30.e30.AA".utf8)))
        }
    }
}
