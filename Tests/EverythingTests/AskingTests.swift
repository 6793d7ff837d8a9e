import JSON
import Testing

@testable import Everything

@Suite struct AskingTests {
    @Test func `the client's model answers a prompt`() async throws {
        let client = EverythingClient(answers: ["answer": EverythingClient.say("Four.")])
        #expect(try await client.text(of: "test_sampling", ["prompt": "2 + 2?"]) == "LLM response: Four.")
        let message = client.question("answer")?["messages"]?.array?.first
        #expect(message?["role"] == "user" && message?["content"]?["text"] == "2 + 2?")
        #expect(client.question("answer")?["maxTokens"] == 100)
    }

    @Test func `what the user answers, and that there was no answer, is told`() async throws {
        let content: JSONObject = ["username": "ada", "email": "ada@example.com"]
        let client = EverythingClient(answers: ["user": EverythingClient.accept(content)])
        let told = try await client.text(of: "test_elicitation", ["message": "Who?"])
        #expect(told == #"User response: action=accept, content={"username":"ada","email":"ada@example.com"}"#)
        #expect(client.question("user")?["message"] == "Who?")
        let silent = try await EverythingClient().text(of: "test_elicitation", ["message": "Who?"])
        #expect(silent == "User response: action=decline, content={}")
        let gone = EverythingClient(answers: ["user": ["action": "cancel"]])
        let text = try await gone.text(of: "test_elicitation", ["message": "Who?"])
        #expect(text == "User response: action=cancel, content={}")
    }

    @Test func `a form has a default of each type, and five ways to choose`() async throws {
        let client = EverythingClient()
        _ = try await client.text(of: "test_elicitation_sep1034_defaults")
        _ = try await client.text(of: "test_elicitation_sep1330_enums")
        let properties = client.question("profile")?["requestedSchema"]?["properties"]?.object?.members ?? []
        #expect(properties.map { $0.value["default"] } == ["John Doe", 30, 95.5, "active", true])
        let choices = client.question("choices")?["requestedSchema"]?["properties"]?.object?.members ?? []
        #expect(choices.count == 5)
    }

    @Test func `a client without a model is told so, and is not asked`() async throws {
        let client = EverythingClient(abilities: ["elicitation"])
        await #expect(throws: (any Error).self) { try await client.call("test_missing_capability") }
        #expect(client.questionCount == 0)
    }

    @Test(arguments: [
        (true, "It goes on.", "The page was opened."), (false, "It stops here.", "The page stays closed."),
    ])
    func `the user decides`(agrees: Bool, step: String, page: String) async throws {
        let answer = EverythingClient.accept(["ok": true])
        let client = EverythingClient(answers: agrees ? ["confirm": answer, "connect": ["action": "accept"]] : [:])
        #expect(try await client.text(of: "test_streaming_elicitation") == step)
        #expect(try await client.text(of: "open_page") == page)
        #expect(client.question("connect")?["url"] == "https://example.com/connect")
    }
}
