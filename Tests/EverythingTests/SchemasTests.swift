import JSON
import Testing

@testable import Everything

@Suite struct SchemasTests {
    @Test(
        arguments: [
            (["contactMethod": "phone", "phone": "1"], true), (["email": "a@b.example"], true),
            (["contactMethod": "phone", "email": "a@b.example"], false), (["name": "Ada"], false),
            (["email": "a@b.example", "other": 1], false), (["email": "a@b.example", "address": ["city": 1]], false),
        ] as [(JSONObject, Bool)]
    )
    func `a schema of one's own is kept by every call`(arguments: JSONObject, isTaken: Bool) async throws {
        let result = try await EverythingClient().call("json_schema_2020_12_tool", arguments)
        #expect((result["isError"] == true) != isTaken)
    }

    @Test func `the schema says which argument is repeated in a header field`() async throws {
        let client = EverythingClient()
        let tools = try await client.send("tools/list", [:])["tools"]?.array
        let tool = tools?.first { $0["name"] == "test_x_mcp_header" }
        #expect(tool?["inputSchema"]?["properties"]?["region"]?["x-mcp-header"] == "Region")
        #expect(try await client.text(of: "test_x_mcp_header", ["region": "eu"]) == "It runs in eu.")
    }
}
