import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct MCPServerPromptsTests {
    private func ask(_ params: JSONObject, _ method: String = "prompts/get") async throws -> JSONObject {
        try await makeServer().respond(
            to: RPCRequest(id: .number(1), method: method, params: params),
            in: RequestContext(caller: .trusted)
        )
    }

    @Test func `prompts are listed`() async throws {
        #expect(try await ask([:], "prompts/list")["prompts"]?.array?.first?["name"] == "opening")
    }

    @Test func `a prompt is filled in`() async throws {
        let result = try await ask(["name": "opening", "arguments": ["topic": "tea"]])
        #expect(result["description"] == "Opens.")
        #expect(result["messages"] == [["role": "user", "content": ["type": "text", "text": "About tea"]]])
    }

    @Test(
        arguments: [
            [:], ["name": "nope"], ["name": "opening"], ["name": "opening", "arguments": ["topic": 1]],
            ["name": "opening", "arguments": ["topic": "x", "y": "z"]], ["name": "opening", "arguments": []],
        ] as [JSONObject]
    )
    func `wrong names and arguments are invalid`(params: JSONObject) async throws {
        let error = await #expect(throws: RPCError.self) { try await ask(params) }
        #expect(error?.code == -32602)
    }
}
