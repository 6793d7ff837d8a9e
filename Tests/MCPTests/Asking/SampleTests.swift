import JSON
import Testing

@testable import MCP

@Suite struct SampleTests {
    @Test func `one piece and several are read`() throws {
        let piece: JSONValue = ["type": "text", "text": "a"]
        #expect(try Sample(["model": "m", "content": piece]).text == "a")
        let sample = try Sample(["model": "m", "content": [piece, ["type": "image"], piece], "stopReason": "endTurn"])
        #expect(sample.text == "aa" && sample.content.count == 3 && sample.stopReason == "endTurn")
    }

    @Test(
        arguments: [
            [:], ["model": "m"], ["model": "m", "content": "a"], ["content": [:]], ["model": "m", "content": [1]],
        ] as [JSONObject]
    )
    func `what is none is a mistake`(result: JSONObject) {
        #expect(throws: ArgumentMistake.self) { try Sample(result) }
    }
}
