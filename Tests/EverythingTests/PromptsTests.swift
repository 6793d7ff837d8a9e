import JSON
import Testing

@testable import Everything

@Suite struct PromptsTests {
    private func messages(_ prompt: String, _ arguments: JSONObject = [:], by client: EverythingClient = .init())
        async throws -> [JSONValue]
    {
        let params: JSONObject = ["name": .string(prompt), "arguments": .object(arguments)]
        return try await client.send("prompts/get", params)["messages"]?.array ?? []
    }

    @Test func `arguments stand in the message`() async throws {
        let plain = try await messages("test_simple_prompt")
        #expect(plain.map { $0["role"] } == ["user"])
        let filled = try await messages("test_prompt_with_arguments", ["arg1": "a", "arg2": "b"])
        #expect(filled.first?["content"]?["text"] == "Prompt with arguments: arg1='a', arg2='b'")
    }

    @Test func `content of other kinds comes before what to do with it`() async throws {
        let resource = try await messages("test_prompt_with_embedded_resource", ["resourceUri": "test://x"])
        #expect(resource.map { $0["content"]?["type"] } == ["resource", "text"])
        #expect(resource.first?["content"]?["resource"]?["uri"] == "test://x")
        #expect(try await messages("test_prompt_with_image").map { $0["content"]?["type"] } == ["image", "text"])
    }

    @Test func `an argument is completed from what was typed`() async throws {
        let params: JSONObject = [
            "ref": ["type": "ref/prompt", "name": "test_prompt_with_arguments"],
            "argument": ["name": "arg1", "value": "testValue2"],
        ]
        let completion = try await EverythingClient().send("completion/complete", params)["completion"]
        #expect(completion?["values"] == ["testValue2"])
    }

    @Test func `a prompt can ask first`() async throws {
        let client = EverythingClient(answers: ["user_context": EverythingClient.accept(["context": "whales"])])
        let name = "test_input_required_result_prompt"
        let told = try await messages(name, by: client).first?["content"]?["text"]
        #expect(told == "Let us talk about whales.")
        #expect(try await messages(name).first?["content"]?["text"] == "Let us talk about anything.")
    }
}
