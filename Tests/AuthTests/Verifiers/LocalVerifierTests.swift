import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct LocalVerifierTests {
    private let key = TestKey()
    private let verifier = LocalVerifier(TestIssuer())

    private func refusal(_ changes: JSONObject, header: JSONObject = [:]) async -> TokenError? {
        await verifier.refusal(of: key.token(claims(changes), header: header))
    }

    @Test func `a good token proves who its holder is`() async throws {
        let verified = try await verifier.verify(BearerToken(key.token(claims(["permissions": ["tool:admin"]]))))
        #expect(verified.identity.subject == "ana" && verified.identity.issuer == TestIssuer.name)
        #expect(verified.identity.scopes == ["tool:user", "tool:admin"])
        #expect(verified.identity.expires == now + 600)
    }

    @Test func `it is remembered for five minutes, and never past its end`() async throws {
        #expect(try await verifier.verify(BearerToken(key.token(claims()))).goodUntil == now + 300)
        let short = key.token(claims(["exp": .int(now + 20)]))
        #expect(try await verifier.verify(BearerToken(short)).goodUntil == now + 20)
    }

    @Test func `nothing is said at once before there are keys, and nobody is asked for them`() async throws {
        let issuer = TestIssuer()
        let verifier = LocalVerifier(issuer)
        let token = BearerToken(key.token(claims()))
        #expect(try verifier.verifyAtOnce(token) == nil)
        #expect(issuer.asked.isEmpty)
        #expect(try await verifier.verify(token).identity.subject == "ana")
        let verified = try #require(try verifier.verifyAtOnce(token))
        #expect(verified.identity.subject == "ana" && verified.goodUntil == now + 300 && verified.key?.id == "k1")
        #expect(issuer.asked.count == 1)
    }

    @Test(
        arguments: [
            (["exp": .int(now - 60)], .expired), (["exp": .int(now - 61)], .expired), (["exp": 0], .expired),
            (["exp": -1], .expired), (["exp": .null], .malformed), (["exp": "1900000000"], .malformed),
            (["exp": .digits("1e400")], .malformed), (["exp": .double(1e300)], .malformed),
            (["nbf": .int(now + 61)], .notYetValid), (["iat": .int(now + 61)], .notYetValid),
            (["nbf": "soon"], .malformed), (["nbf": .int(.max)], .notYetValid),
            (["iat": .double(1.8e9 + 60.5)], .notYetValid),
            (["iss": "https://evil.example.com"], .wrongIssuer), (["iss": .null], .wrongIssuer),
            (["iss": .string(TestIssuer.name + "/")], .wrongIssuer),
            (["iss": ["https://login.example.com/realm"]], .malformed),
            (["aud": "https://mcp.example.com.evil"], .wrongAudience), (["aud": .null], .wrongAudience),
            (["aud": []], .wrongAudience), (["aud": "https://mcp.example.com/"], .wrongAudience),
            (["aud": "HTTPS://mcp.example.com"], .wrongAudience), (["aud": "https://mcp.example"], .wrongAudience),
            (["aud": ["a", 5]], .malformed), (["aud": ["https://other.example.com"]], .wrongAudience),
            (["nonce": "n"], .notAnAccessToken), (["at_hash": "h"], .notAnAccessToken),
            (["typ": "ID"], .notAnAccessToken),
            (["typ": "Refresh"], .notAnAccessToken), (["events": [:]], .notAnAccessToken),
            (["token_use": "id"], .notAnAccessToken), (["token_use": "refresh"], .notAnAccessToken),
            (["cnf": ["jkt": "x"]], .boundToKey), (["sub": .null], .malformed), (["sub": 5], .malformed),
        ] as [(JSONObject, TokenError)]
    )
    func `what is wrong with the claims is said`(changes: JSONObject, error: TokenError) async {
        #expect(await refusal(changes) == error)
    }

    @Test(
        arguments: [
            ["exp": .int(now - 59)], ["exp": .double(1.8e9 + 0.5)], ["nbf": .int(now + 60)], ["iat": .int(now + 60)],
            ["exp": .int(.max)], ["aud": ["x", "https://mcp.example.com"]], ["typ": "Bearer"],
            ["token_use": "access"], ["sub": .null, "client_id": "robot"],
        ] as [JSONObject]
    )
    func `what is right is accepted`(changes: JSONObject) async {
        #expect(await refusal(changes) == nil)
    }

    @Test func `the type may be missing, JWT or at+jwt, and nothing else`() async {
        for type in ["JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"] {
            #expect(await refusal([:], header: ["typ": .string(type)]) == nil)
        }
        for type in ["id+jwt", "dpop+jwt", "logout+jwt", "secevent+jwt", ""] {
            #expect(await refusal([:], header: ["typ": .string(type)]) == .notAnAccessToken)
        }
    }

    @Test func `a switch demands at+jwt`() async {
        var rules = ClaimRules()
        rules.requiresAccessTokenType = true
        let strict = LocalVerifier(TestIssuer(), rules: rules)
        #expect(await strict.refusal(of: key.token(claims(), header: ["typ": "at+jwt"])) == nil)
        #expect(await strict.refusal(of: key.token(claims(), header: ["typ": "JWT"])) == .notAnAccessToken)
        #expect(await strict.refusal(of: key.token(claims())) == .notAnAccessToken)
    }

    @Test func `a claim that comes twice makes a token malformed`() async {
        let payload = JSONValue.object(claims()).text.dropLast() + #","aud":"https://mcp.example.com"}"#
        let token = key.token(header: #"{"alg":"EdDSA","kid":"k1"}"#, payload: String(payload))
        #expect(await verifier.refusal(of: token) == .malformed)
    }

    @Test func `a stranger's signature is none`() async {
        #expect(await verifier.refusal(of: TestKey("k1", seed: 2).token(claims())) == .badSignature)
        #expect(await verifier.refusal(of: TestKey("k2", seed: 2).token(claims())) == .unknownKey)
    }

    @Test func `the public key is not a secret that signs`() async throws {
        let bytes = try #require(key.jwk["x"]?.string.flatMap(Base64URL.bytes))
        let forged = secretToken(claims(), bytes, header: #"{"alg":"HS256","kid":"k1"}"#)
        #expect(await verifier.refusal(of: forged) == .unsupportedAlgorithm)
    }

    @Test func `each issuer has its own keys and audiences`() async {
        let secret = [UInt8](repeating: 7, count: 32)
        let other = LocalVerifier.Issuer(
            name: "other",
            audiences: ["b"],
            keys: .shared(VerificationKey(secret: secret))
        )
        let both = LocalVerifier(
            issuers: verifier.issuers + [other],
            rules: ClaimRules(),
            identities: IdentityRules(),
            time: .standing(),
            remembering: 300
        )
        #expect(await both.refusal(of: key.token(claims())) == nil)
        #expect(await both.refusal(of: secretToken(claims(["iss": "other", "aud": "b"]), secret)) == nil)
        #expect(await both.refusal(of: secretToken(claims(["iss": "other"]), secret)) == .wrongAudience)
        #expect(await both.refusal(of: key.token(claims(["iss": "other", "aud": "b"]))) == .unsupportedAlgorithm)
        #expect(await both.refusal(of: secretToken(claims(), secret)) == .unsupportedAlgorithm)
    }
}
