import JSON
import MCP
import Testing

@testable import Everything

@Suite struct ResourcesTests {
    private func contents(of uri: String) async throws -> JSONValue? {
        try await EverythingClient().send("resources/read", ["uri": .string(uri)])["contents"]?.array?.first
    }

    @Test func `text is text, and bytes are base64`() async throws {
        let text = try await contents(of: "test://static-text")
        #expect(text?["mimeType"] == "text/plain" && text?["text"]?.string?.isEmpty == false && text?["blob"] == nil)
        let picture = try await contents(of: "test://static-binary")
        #expect(picture?["mimeType"] == "image/png" && picture?["text"] == nil)
        #expect(picture?["blob"]?.string?.hasPrefix("iVBORw0KGgo") == true)
        #expect(try await contents(of: "test://watched-resource")?["text"]?.string?.contains("watched") == true)
    }

    @Test func `a template answers for any id, under its own name`() async throws {
        let data = try await contents(of: "test://template/123/data")
        #expect(data?["uri"] == "test://template/123/data")
        let json = try JSONValue(parsing: try #require(data?["text"]?.string))
        #expect(json == ["id": "123", "templateTest": true, "data": "Data for ID: 123"])
        await #expect(throws: RPCError.self) { try await contents(of: "test://template/123/other") }
    }
}
