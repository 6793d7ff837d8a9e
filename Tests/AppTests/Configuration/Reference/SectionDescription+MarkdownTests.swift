import HTTP
import JSON
import MCP
import Platform
import Testing

@testable import App

@Suite struct SectionMarkdownTests {
    @Test func `a key is a row`() {
        let section = SectionDescription(
            "a.b",
            "a table",
            [.key("port", .integer(0, 9), 7, "0 picks one"), .key("title", .string, .unset, "a name", example: "x")]
        )
        #expect(
            section.markdown == """
                | key | type | default | meaning |
                |---|---|---|---|
                | `port` | integer, 0 to 9 | `7` | 0 picks one |
                | `title` | string | – | a name |
                """
        )
    }

    @Test func `what waits for a restart is named below`() {
        let http = Configuration.httpReference.markdown.split(separator: "\n").last
        #expect(
            http == "Of these, `host`, `port`, `socket`, `socket_mode`, `loops` and `proxy_protocol` need a restart."
        )
        #expect(MCPSettings.serverReference.markdown.hasSuffix("\n\nOf these, `reload` needs a restart."))
        #expect(HTTPServerSettings.Limits.reference.markdown.hasSuffix("\n\nNeeds a restart."))
        #expect(MCPSettings.reference.markdown.hasSuffix("|"))
    }

    @Test func `the page has the table of each section, as it is generated`() throws {
        let page = try Repository.text("docs/configuration.md")
        var missing = Dictionary(
            ConfigurationReference.sections.map { ($0.header, $0.markdown) },
            uniquingKeysWith: { first, _ in first }
        )
        for block in page.split(separator: "<!-- keys: ").dropFirst() {
            let parts = block.split(separator: " -->\n", maxSplits: 1)
            let table = try #require(parts.last?.split(separator: "<!-- end of keys -->").first)
            for header in try #require(parts.first).split(separator: ", ").map(String.init) {
                let generated = missing.removeValue(forKey: header)
                #expect(
                    generated.map { "\n\($0)\n\n" } == String(table),
                    "\(header): write it anew with scripts/reference"
                )
            }
        }
        #expect(missing.keys.sorted() == [])
    }
}
