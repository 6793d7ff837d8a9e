import HTTP
import Testing

@Suite struct FailureThrottleTests {
    private let begin = ContinuousClock.now
    private let throttle = FailureThrottle(.window(10, within: .seconds(60)), in: LimitTable())
    private func status(from address: String, at time: Duration = .zero) async -> Int? {
        await throttle.answer(afterRefusing: HTTPRequest(.post, "/mcp", from: address), at: begin + time)?.status.code
    }

    @Test func `the eleventh refusal within a minute is 429, and a minute later all is forgiven`() async {
        for _ in 0..<10 { #expect(await status(from: "192.0.2.1") == nil) }
        #expect(await status(from: "192.0.2.1", at: .seconds(59)) == 429)
        #expect(await status(from: "192.0.2.2") == nil)
        #expect(await status(from: "192.0.2.1", at: .seconds(61)) == nil)
    }

    @Test func `who cannot wait counts in the same table`() async {
        let request = HTTPRequest(.post, "/mcp", from: "192.0.2.1")
        #expect(throttle.isAtHand)
        for _ in 0..<5 { #expect(await status(from: "192.0.2.1") == nil) }
        for _ in 0..<5 { #expect(throttle.answerAtOnce(afterRefusing: request, at: begin) == nil) }
        #expect(throttle.answerAtOnce(afterRefusing: request, at: begin)?.status.code == 429)
        #expect(await status(from: "192.0.2.1") == 429)
    }

    @Test func `what is counted elsewhere takes waiting`() async {
        let throttle = FailureThrottle(.window(1, within: .seconds(60)), in: Elsewhere())
        let request = HTTPRequest(.post, "/mcp", from: "192.0.2.1")
        #expect(!throttle.isAtHand)
        for _ in 0..<3 { #expect(throttle.answerAtOnce(afterRefusing: request) == nil) }
        #expect(await throttle.answer(afterRefusing: request) == nil)
        #expect(await throttle.answer(afterRefusing: request)?.status.code == 429)
    }

    @Test func `a network of IPv6 is one guesser`() async {
        for number in 0..<10 { #expect(await status(from: "2001:db8::\(number)") == nil) }
        #expect(await status(from: "2001:db8::ffff:1") == 429)
    }
}
