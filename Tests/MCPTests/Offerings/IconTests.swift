import JSON
import Testing

@testable import MCP

@Suite struct IconTests {
    @Test func `only what is said is written`() {
        #expect(Icon("https://example.com/i.png").json == ["src": "https://example.com/i.png"])
        let icon = Icon("data:image/png;base64,AA==", mimeType: "image/png", sizes: ["48x48"], theme: .dark)
        #expect(icon.json["mimeType"] == "image/png" && icon.json["sizes"] == ["48x48"] && icon.json["theme"] == "dark")
    }

    @Test(
        arguments: [
            ("https://example.com/i.png", true), ("data:image/png;base64,AA==", true), ("javascript:alert(1)", false),
            ("file:///i.png", false), ("http://example.com/i.png", false), ("data:text/html,x", false),
        ]
    )
    func `clients load pictures from safe places only`(source: String, isLoadable: Bool) {
        #expect(Icon(source).isLoadable == isLoadable)
    }
}
