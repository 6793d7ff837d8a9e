import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct ToolResultSchemaTests {
    struct Declaring: Tool {
        let name = "declaring"
        let description = "Declares what it returns."
        var outputSchema: JSONObject? = ["type": "object", "required": ["n"], "properties": ["n": ["type": "integer"]]]
        var answer = ToolResult([], structured: ["n": 1])
        func call(_: NoArguments, in context: RequestContext) async throws -> ToolResult { answer }
    }

    private func call(_ tool: Declaring, log: Records = Records()) async throws -> JSONObject {
        let server = try makeServer(tools: [tool], log: log.logger)
        let request = RPCRequest(id: .number(1), method: "tools/call", params: ["name": "declaring"])
        return try await server.respond(to: request, in: RequestContext(caller: .trusted))
    }

    @Test func `a result that keeps the schema is sent`() async throws {
        let result = try await call(Declaring())
        #expect(result["structuredContent"] == ["n": 1])
        #expect(result["content"] == [["type": "text", "text": #"{"n":1}"#]])
    }

    @Test(
        arguments: [
            ToolResult([.text("secret")], structured: ["n": "secret"]), ToolResult([.text("secret")]),
        ]
    )
    func `one that breaks it is for the log only`(answer: ToolResult) async throws {
        let records = Records()
        let result = try await call(Declaring(answer: answer), log: records)
        #expect(result["isError"] == true)
        #expect(!JSONValue.object(result).text.contains("secret"))
        #expect(JSONValue.object(result).text.contains("Internal error (request "))
        let event = try #require(records.all.first { $0.1 == "a call failed" })
        #expect(event.2["error"]?.string?.contains("structured") == true)
    }

    @Test func `a failure needs no structured content`() async throws {
        let result = try await call(Declaring(answer: .failure("no")))
        #expect(result["content"] == [["type": "text", "text": "no"]])
    }

    @Test func `revisions see the schemas they know`() throws {
        let object = try #require(try ToolResultSchema(of: Declaring()))
        #expect(object.listing(for: .v2025_06_18) != nil && object.listing(for: .v2025_03_26) == nil)
        let list = try #require(try ToolResultSchema(of: Declaring(outputSchema: ["type": "array"])))
        #expect(list.listing(for: .latest) == ["type": "array"] && list.listing(for: .v2025_11_25) == nil)
    }

    @Test func `a schema that is none is found when the server starts`() {
        #expect(throws: CatalogError.self) { try ToolResultSchema(of: Declaring(outputSchema: ["type": 1])) }
    }
}
