import HTTP
import Testing

@Suite struct TooManyTests {
    @Test func `it says when to come back, and which limit it was`() {
        let decision = LimitDecision(isAllowed: false, remaining: 0, wait: .milliseconds(600))
        let response = HTTPResponse.tooMany(decision, .bucket(perMinute: 100, burst: 20), "principal")
        #expect(response.status == .tooManyRequests)
        #expect(response.fields[.retryAfter] == "1")
        #expect(response.fields["RateLimit"] == #""principal";r=0;t=1"#)
        #expect(response.fields["RateLimit-Policy"] == #""principal";q=100;w=60"#)
        guard case .bytes(let body) = response.body else { return #expect(Bool(false)) }
        #expect(String(decoding: body, as: UTF8.self) == #"{"detail":"Rate limit exceeded"}"#)
    }
}
