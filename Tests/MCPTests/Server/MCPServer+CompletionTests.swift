import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct MCPServerCompletionTests {
    private func ask(_ params: JSONObject) async throws -> JSONObject {
        try await makeServer().respond(
            to: RPCRequest(id: .number(1), method: "completion/complete", params: params),
            in: RequestContext(caller: .trusted)
        )
    }

    @Test func `a hundred values at most, and how many there are`() async throws {
        let result = try await ask([
            "ref": ["type": "ref/resource", "uri": "page://{id}/part"], "argument": ["name": "id", "value": "x"],
            "context": ["arguments": ["a": "b"]],
        ])
        #expect(result["completion"]?["values"]?.array?.count == 100)
        #expect(result["completion"]?["values"]?.array?.first == "idx1")
        #expect(result["completion"]?["total"] == 150)
        #expect(result["completion"]?["hasMore"] == true)
    }

    @Test func `an argument without completions has none`() async throws {
        let result = try await ask([
            "ref": ["type": "ref/prompt", "name": "opening"], "argument": ["name": "topic", "value": ""],
        ])
        #expect(result["completion"] == ["values": [], "total": 0, "hasMore": false])
    }

    @Test(
        arguments: [
            [:],
            ["ref": ["type": "ref/prompt", "name": "nope"], "argument": ["name": "topic", "value": ""]],
            ["ref": ["type": "ref/prompt", "name": "opening"], "argument": ["name": "nope", "value": ""]],
            ["ref": ["type": "ref/prompt", "name": "opening"], "argument": ["name": "topic"]],
            ["ref": ["type": "ref/resource", "uri": "page://one"], "argument": ["name": "id", "value": ""]],
            ["ref": ["type": "ref/tool", "name": "opening"], "argument": ["name": "topic", "value": ""]],
            [
                "ref": ["type": "ref/prompt", "name": "opening"], "argument": ["name": "topic", "value": ""],
                "context": ["arguments": ["a": 1]],
            ],
        ] as [JSONObject]
    )
    func `what cannot be completed is invalid`(params: JSONObject) async throws {
        let error = await #expect(throws: RPCError.self) { try await ask(params) }
        #expect(error?.code == -32602)
    }
}
