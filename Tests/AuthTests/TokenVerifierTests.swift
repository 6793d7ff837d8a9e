import Testing

@testable import Auth

@Suite struct TokenVerifierTests {
    @Test func `a token shows itself nowhere`() {
        let token = BearerToken(Array("sesame".utf8))
        #expect("\(token)" == "[token]")
        #expect(!String(reflecting: token).contains("115"))
    }

    @Test(arguments: [
        ("a", true), ("a.b-c_~+/==", true), ("", false), ("=", false), ("a b", false), ("a=b", false), ("a,b", false),
        ("\"a\"", false), ("ä", false), ("=a", false), ("a==b==", false),
    ])
    func `a token has the letters of RFC 6750`(text: String, isWellFormed: Bool) {
        #expect(BearerToken(Array(text.utf8)).isWellFormed == isWellFormed)
    }
}
