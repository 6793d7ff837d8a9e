import JSON
import Testing

@testable import MCP

@Suite struct SampleRequestTests {
    @Test func `a text is a message of the user`() {
        let json = SampleRequest("Hi", tokens: 5).json(for: .latest)
        #expect(json == ["messages": [["role": "user", "content": ["type": "text", "text": "Hi"]]], "maxTokens": 5])
    }

    @Test func `everything else is there when it is set`() {
        var request = SampleRequest("Hi", tokens: 5)
        (request.system, request.temperature, request.stopSequences, request.models) = (
            "Be brief", 0.5, ["."], ["small"]
        )
        request.more = ["metadata": ["a": 1]]
        let json = request.json(for: .latest)
        #expect(json["systemPrompt"] == "Be brief" && json["temperature"] == 0.5 && json["stopSequences"] == ["."])
        #expect(json["modelPreferences"] == ["hints": [["name": "small"]]] && json["metadata"] == ["a": 1])
    }

    @Test func `tools and the words of others need more of the client`() {
        var request = SampleRequest("Hi", tokens: 5)
        #expect(request.needs == .sampling)
        request.more = ["tools": [], "includeContext": "thisServer"]
        #expect(request.needs == [.sampling, .samplingWithTools, .samplingWithContext])
        request.more = ["includeContext": "none"]
        #expect(request.needs == .sampling)
    }
}
