import JSON
import Testing

@testable import MCP

@Suite struct ContentTests {
    @Test func `media are Base64 with their type`() {
        let image = Content.image(data: [1, 2, 3], mimeType: "image/png").json(for: .latest)
        #expect(image == ["type": "image", "data": "AQID", "mimeType": "image/png"])
    }

    @Test func `audio is text to clients that do not know it`() {
        let audio = Content.audio(data: [1], mimeType: "audio/wav")
        #expect(audio.json(for: .v2025_03_26)["type"] == "audio")
        #expect(audio.json(for: .v2024_11_05) == ["type": "text", "text": "[audio, audio/wav]"])
    }

    @Test func `a link is text to clients that do not know it`() {
        let link = Content.link(uri: "a:b", name: "there")
        #expect(link.json(for: .v2025_06_18) == ["type": "resource_link", "uri": "a:b", "name": "there"])
        #expect(link.json(for: .v2025_03_26) == ["type": "text", "text": "there: a:b"])
    }

    @Test func `what clients may know about content goes along with it`() {
        let content = Content.text("x").annotated(for: [.user], priority: 2)
        let annotations: JSONValue = ["audience": ["user"], "priority": 1.0]
        #expect(content.json(for: .latest) == ["type": "text", "text": "x", "annotations": annotations])
        #expect(Content.text("x").annotated().json(for: .latest) == ["type": "text", "text": "x"])
    }

    @Test func `a resource is carried as text or blob`() {
        let text = Content.resource(uri: "a:b", mimeType: "text/plain", .text("x")).json(for: .latest)
        let blob = Content.resource(uri: "a:b", mimeType: "x/y", .bytes([0])).json(for: .latest)
        #expect(text == ["type": "resource", "resource": ["uri": "a:b", "mimeType": "text/plain", "text": "x"]])
        #expect(blob == ["type": "resource", "resource": ["uri": "a:b", "mimeType": "x/y", "blob": "AA=="]])
    }
}
