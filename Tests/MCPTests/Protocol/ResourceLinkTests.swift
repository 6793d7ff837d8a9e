import JSON
import Testing

@testable import MCP

@Suite struct ResourceLinkTests {
    @Test func `a link says what is known`() {
        var link = ResourceLink(uri: "a:b", name: "there")
        link.title = "There"
        link.mimeType = "text/plain"
        link.size = 5
        link.icons = [Icon("https://example.com/i.png")]
        #expect(link.json(for: .latest)["size"] == 5)
        #expect(link.json(for: .latest)["icons"] != nil && link.json(for: .v2025_06_18)["icons"] == nil)
        #expect(link.json(for: .v2025_06_18)["title"] == "There")
        #expect(link.json(for: .v2025_03_26) == ["type": "text", "text": "there: a:b"])
    }
}
