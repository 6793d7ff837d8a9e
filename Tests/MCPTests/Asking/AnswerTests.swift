import JSON
import Testing

@testable import MCP

@Suite struct AnswerTests {
    private func answer(_ result: JSONObject) throws(ArgumentMistake) -> Answer<JSONObject> {
        try Answer(result) { $0 }
    }

    @Test func `the three actions are told apart`() throws {
        #expect(try answer(["action": "accept", "content": ["a": 1]]) == .accepted(["a": 1]))
        #expect(try answer(["action": "accept"]).content == [:])
        #expect(try answer(["action": "decline"]) == .declined)
        #expect(try answer(["action": "cancel", "content": 5]) == .cancelled)
    }

    @Test(arguments: [[:], ["action": "no"], ["action": 1], ["action": "accept", "content": 5]] as [JSONObject])
    func `anything else is a mistake`(result: JSONObject) {
        #expect(throws: ArgumentMistake.self) { try answer(result) }
    }
}
