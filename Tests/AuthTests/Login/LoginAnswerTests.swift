import HTTP
import Testing

@testable import Auth

@Suite struct LoginAnswerTests {
    private func endpoints(_ issuer: String?, sendsIssuer: Bool = false) throws -> LoginEndpoints {
        let url = try #require(HTTPURL("https://a.example/x"))
        return LoginEndpoints(
            authorization: url,
            token: url,
            origin: .document,
            issuer: issuer,
            sendsIssuer: sendsIssuer
        )
    }

    @Test(arguments: [
        ("code=c", nil, false, true), ("code=c&iss=https://evil.example", nil, false, true),
        ("code=c", "https://a.example", false, true), ("code=c", "https://a.example", true, false),
        ("code=c&iss=https://a.example", "https://a.example", true, true),
        ("code=c&iss=https%3A%2F%2Fa.example", "https://a.example", true, true),
        ("code=c&iss=https://A.example", "https://a.example", false, false),
        ("code=c&iss=https://a.example/", "https://a.example", false, false),
        ("code=c&iss=", "https://a.example", false, false),
    ])
    func `the issuer must be the one that was asked, byte for byte`(
        query: String,
        issuer: String?,
        sendsIssuer: Bool,
        isRight: Bool
    ) throws {
        let answer = try LoginAnswer(query)
        let code = try? answer.code(from: endpoints(issuer, sendsIssuer: sendsIssuer))
        #expect(code == (isRight ? "c" : nil))
    }

    @Test func `a refusal is cut to what can be shown`() throws {
        let long = String(repeating: "x", count: 1000)
        let answer = try LoginAnswer("error=%00e%E2%80%AE&error_description=\(long)")
        #expect(throws: LoginError.denied(error: "e", description: String(repeating: "x", count: 200))) {
            try answer.code(from: endpoints(nil))
        }
        #expect(throws: LoginError.denied(error: "e", description: "Unknown OAuth error")) {
            try LoginAnswer("error=e&code=c").code(from: endpoints(nil))
        }
    }

    @Test(arguments: ["a=1&a=2", "a=%zz", "a=%ff"])
    func `what can be read in two ways is not read`(query: String) {
        #expect(throws: LoginError.self) { try LoginAnswer(query) }
    }
}
