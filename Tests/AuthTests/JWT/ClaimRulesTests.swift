import JSON
import Testing

@testable import Auth

@Suite struct ClaimRulesTests {
    @Test func `without leeway the second of exp is too late`() {
        var rules = ClaimRules()
        rules.leeway = 0
        #expect(throws: TokenError.expired) { _ = try rules.requireTime(Claims(["exp": 100]), at: 100) }
        #expect(throws: Never.self) { _ = try rules.requireTime(Claims(["exp": 100, "nbf": 99]), at: 99) }
    }

    @Test(
        arguments: [
            ["typ": "ID"], ["typ": "Refresh"], ["typ": 1], ["token_use": "id"], ["token_use": "refresh_token"],
            ["token_use": ["access"]], ["token_type": "DPoP"], ["token_type": "refresh_token"], ["nonce": "n"],
            ["at_hash": "h"], ["c_hash": "h"], ["events": [:]],
        ] as [JSONObject]
    )
    func `what says that it is no access token is none`(claims: JSONObject) {
        #expect(throws: TokenError.notAnAccessToken) { try ClaimRules().requireAccessToken(Claims(claims)) }
    }

    @Test(
        arguments: [
            [:], ["typ": "Bearer"], ["token_use": "access"], ["token_use": "Access_Token"], ["token_type": "bearer"],
        ] as [JSONObject]
    )
    func `what says that it is one, or nothing, may be`(claims: JSONObject) {
        #expect(throws: Never.self) { try ClaimRules().requireAccessToken(Claims(claims)) }
    }

    @Test func `sums stay within bounds`() {
        #expect(Int.max.adding(1) == .max)
        #expect(Int.min.adding(-1) == .min)
        #expect(1.adding(2) == 3)
    }
}
