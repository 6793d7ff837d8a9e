import HTTP
import JSON
import Telemetry
import Testing

@testable import Auth

@Suite struct IDTokenTests {
    private let key = TestKey()
    private let ticket = LoginTicket(issuer: TestIssuer.name, expires: testNow + 60)

    private func read(_ change: (inout JSONObject) -> Void = { _ in }, signedBy other: TestKey? = nil) async throws {
        var claims: JSONObject = [
            "iss": .string(TestIssuer.name), "aud": "client", "sub": "u", "exp": .int(testNow + 60),
            "nonce": .string(ticket.nonce),
        ]
        change(&claims)
        let issuer = TestIssuer([key])
        let keys = KeySet(
            KeySource(issuer: TestIssuer.name, place: nil, client: issuer),
            time: .standing(),
            log: .silent
        )
        let text = String(decoding: (other ?? key).token(claims), as: UTF8.self)
        _ = try await IDToken(
            text,
            for: ticket,
            clientID: "client",
            accessToken: "the-token",
            keys: keys,
            at: testNow
        )
    }

    @Test func `a token of the issuer for this client and this login is good`() async throws {
        try await read()
        try await read {
            $0["aud"] = ["client", "other"]; $0["azp"] = "client"
        }
        let digest = SHA2.sha512.digest(of: "the-token".utf8.span)
        try await read { $0["at_hash"] = .string(Base64URL.text(Array(digest.prefix(32)))) }
    }

    /// A claim that is null is left out.
    @Test(
        arguments: [
            (["iss": "https://evil.example"], .wrongIssuer), (["iss": .null], .wrongIssuer),
            (["aud": "other"], .wrongAudience), (["aud": .null], .wrongAudience),
            (["aud": ["client", "other"]], .wrongAudience), (["azp": "other"], .wrongAudience),
            (["exp": .int(testNow - 61)], .expired), (["exp": .null], .malformed),
            (["iat": .int(testNow + 600)], .notYetValid), (["nonce": .null], .malformed),
            (["nonce": "other"], .malformed), (["nonce": 7], .malformed), (["sub": ""], .malformed),
            (["at_hash": "AAAA"], .badSignature),
        ] as [(JSONObject, TokenError)]
    )
    func `any other is not`(changes: JSONObject, error: TokenError) async {
        await #expect(throws: error) {
            try await read { claims in
                for change in changes.members { claims[change.key] = change.value == .null ? nil : change.value }
            }
        }
    }

    @Test func `nor is one that somebody else signed`() async {
        await #expect(throws: TokenError.badSignature) { try await read(signedBy: TestKey(seed: 2)) }
        await #expect(throws: TokenError.unknownKey) { try await read(signedBy: TestKey("k2", seed: 2)) }
    }
}
