import JSON
import Testing

@testable import Everything

@Suite struct ContentTests {
    private let client = EverythingClient()

    private func content(of tool: String) async throws -> [JSONValue] {
        try await client.call(tool)["content"]?.array ?? []
    }

    @Test func `a text is a text, a picture a picture and a sound a sound`() async throws {
        #expect(try await content(of: "test_simple_text").map { $0["type"] } == ["text"])
        let picture = try await content(of: "test_image_content")
        #expect(picture.map { $0["type"] } == ["image"] && picture.first?["mimeType"] == "image/png")
        #expect(picture.first?["data"]?.string?.hasPrefix("iVBORw0KGgo") == true)
        let sound = try await content(of: "test_audio_content")
        #expect(sound.map { $0["type"] } == ["audio"] && sound.first?["mimeType"] == "audio/wav")
    }

    @Test func `a resource comes with what it holds, alone or among others`() async throws {
        let alone = try await content(of: "test_embedded_resource").first?["resource"]
        #expect(alone?["uri"] == "test://embedded-resource" && alone?["text"]?.string?.isEmpty == false)
        let mixed = try await content(of: "test_multiple_content_types")
        #expect(mixed.map { $0["type"] } == ["text", "image", "resource"])
    }

    @Test func `a failure is a result that says so`() async throws {
        let result = try await client.call("test_error_handling")
        #expect(result["isError"] == true)
        #expect(result["content"]?.array?.first?["text"] == "This tool intentionally returns an error for testing")
    }
}
