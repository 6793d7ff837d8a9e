import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct BatchAnswersTests {
    @Test func `answers stand in one array, and none is none`() {
        var answers = BatchAnswers(over: NoExchange())
        #expect(answers.response.status == .accepted)
        let taken = ["1", "2"].map { answers.add(Array($0.utf8)) }
        #expect(taken == [true, true])
        #expect(answers.response.json == [1, 2])
    }

    @Test func `answers without room are refused for now`() {
        let exchange = ManualExchange()
        exchange.room = 3
        var answers = BatchAnswers(over: exchange)
        let taken = ["12", "34"].map { answers.add(Array($0.utf8)) }
        #expect(taken == [true, false])
        #expect(answers.response.status == .serviceUnavailable)
        #expect(answers.response.fields[.retryAfter] != nil)
    }
}
