import Testing

@testable import Auth

@Suite struct TokenErrorTests {
    @Test func `what a client learns may stand in a header`() {
        let errors: [TokenError] = [
            .malformed, .unsupportedAlgorithm, .unknownKey, .badSignature, .expired, .notYetValid, .wrongIssuer,
            .wrongAudience, .notAnAccessToken, .boundToKey, .inactive, .undecided(retryAfter: 1),
        ]
        for error in errors {
            #expect(error.explanation.utf8.allSatisfy { 0x20...0x7E ~= $0 && $0 != 0x22 && $0 != 0x5C })
        }
    }
}
