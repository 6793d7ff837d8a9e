import JSON
import Testing

@testable import Auth

@Suite struct JWSTests {
    private let key = TestKey()

    private func refusal(_ header: String, payload: String = "{}") -> TokenError? {
        do throws(TokenError) {
            _ = try JWS(key.token(header: header, payload: payload))
            return nil
        } catch { return error }
    }

    @Test func `a token says how and with which key it is signed`() throws {
        let token = try JWS(key.token(["sub": "ana"], header: ["typ": "at+jwt"]))
        #expect(token.algorithm == .eddsa && token.keyID == "k1" && token.type == "at+jwt")
        #expect(token.payload == Array(#"{"sub":"ana"}"#.utf8))
    }

    @Test func `its signature is good under its key only`() throws {
        let token = try JWS(key.token(["sub": "ana"]))
        let own = try #require(VerificationKey(key.jwk))
        let other = try #require(VerificationKey(TestKey(seed: 2).jwk))
        #expect(token.isSigned(with: own))
        #expect(!token.isSigned(with: other))
    }

    @Test func `no signature is no algorithm`() {
        for name in ["none", "None", "NONE", "nOnE", "", "HS1", "rs256"] {
            #expect(refusal(#"{"alg":"\#(name)"}"#) == .unsupportedAlgorithm)
        }
        #expect(refusal("{}") == .malformed)
        #expect(refusal(#"{"alg":["EdDSA"]}"#) == .malformed)
    }

    @Test(arguments: [
        #"{"alg":"EdDSA","crit":["exp"],"exp":1}"#, #"{"alg":"EdDSA","crit":[]}"#, #"{"alg":"EdDSA","b64":false}"#,
        #"{"alg":"EdDSA","alg":"EdDSA"}"#, #"{"alg":"EdDSA","kid":7}"#, #"{"alg":"EdDSA","typ":null}"#, "[]", "",
        #"{"alg":"EdDSA"} "x""#, #"{"alg":"EdDSA","enc":"A128GCM"}"#,
    ])
    func `a header that says more than we understand, or twice, is refused`(header: String) {
        #expect(refusal(header) == .malformed)
    }

    @Test func `keys that a token brings along are never used`() throws {
        let stranger = TestKey(seed: 9)
        let header: JSONObject = [
            "alg": "EdDSA", "kid": "k1", "jwk": .object(stranger.jwk), "jku": "https://evil.example/keys",
            "x5u": "https://evil.example/chain", "x5c": ["MAA="],
        ]
        let token = try JWS(stranger.token(header: JSONValue.object(header).text, payload: "{}"))
        let set = JWKSet(keys: [try #require(VerificationKey(key.jwk))])
        #expect(set.key(for: token)?.id == "k1")
        #expect(!token.isSigned(with: try #require(set.key(for: token))))
    }

    @Test(arguments: ["", ".", "..", "a.b", "a.b.c.d", "e30=.e30.AA", "e30.e30.A", "e3 0.e30.AA"])
    func `what is not three parts of base64url is malformed`(text: String) {
        #expect(throws: TokenError.malformed) { _ = try JWS(Array(text.utf8)) }
    }

    @Test func `an enormous token is not even parsed`() {
        let claims: JSONObject = ["filler": .string(String(repeating: "x", count: JWS.sizeLimit))]
        #expect(throws: TokenError.malformed) { _ = try JWS(key.token(claims)) }
    }

    @Test func `the example of RFC 7515 A_1 is good under its secret`() throws {
        let text =
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        let secret = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"
        let key = VerificationKey(secret: try #require(Base64URL.bytes(secret)))
        #expect(try JWS(Array(text.utf8)).isSigned(with: key))
    }

    @Test func `the example of RFC 7515 A_3 is good under its key`() throws {
        let text =
            "eyJhbGciOiJFUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        let jwk: JSONObject = [
            "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        ]
        #expect(try JWS(Array(text.utf8)).isSigned(with: try #require(VerificationKey(jwk))))
    }

    @Test func `the example of RFC 7515 A_4 is good under its key`() throws {
        let text =
            "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA"
            + ".AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwF"
            + "KdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn"
        let jwk: JSONObject = [
            "kty": "EC", "crv": "P-521",
            "x": "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
            "y": "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
        ]
        #expect(try JWS(Array(text.utf8)).isSigned(with: try #require(VerificationKey(jwk))))
    }

    @Test func `the example of RFC 8037 A_4 is good under its key`() throws {
        let text =
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
            + ".hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        let jwk: JSONObject = [
            "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        ]
        #expect(try JWS(Array(text.utf8)).isSigned(with: try #require(VerificationKey(jwk))))
    }
}
