import JSON
import Testing

@testable import MCP

@Suite struct CatalogTests {
    @Test func `more is added at the end`() throws {
        let catalog = try Catalog(tools: [Greet()]).adding(tools: [Regional()], resources: [Page()])
        #expect(catalog.tools.map(\.name) == ["hello_world", "regional"] && catalog.resources.count == 1)
        #expect(throws: CatalogError.self) { try catalog.adding(tools: [Greet()]) }
    }

    @Test func `two of one name are a mistake`() {
        #expect(throws: CatalogError("the catalog has two tools called 'hello_world'")) {
            try Catalog(tools: [Greet(), Greet()])
        }
        #expect(throws: CatalogError("the catalog has two resources called 'page://one'")) {
            try Catalog(resources: [Page(), Page()])
        }
        #expect(throws: CatalogError("the catalog has two prompts called 'opening'")) {
            try Catalog(prompts: [Opening(), Opening()])
        }
    }

    @Test(arguments: ["", "two words", "naïve", "a/b", String(repeating: "x", count: 65)])
    func `a name clients cannot use is a mistake`(name: String) {
        #expect(throws: CatalogError.self) { try Catalog(tools: [Scripted(name: name) { _ in ToolResult([]) }]) }
    }

    @Test(arguments: ["no-uri", "a://{b", "a://{x}{y}"])
    func `a URI that is none is a mistake`(uri: String) {
        #expect(throws: CatalogError.self) { try Catalog(resources: [Page(uri: uri)]) }
    }

    @Test func `names are found byte for byte`() throws {
        let catalog = try Catalog(
            tools: [Scripted(name: "K") { _ in ToolResult([]) }],
            resources: [Page(uri: "page://\u{e9}")],
            prompts: [Opening(name: "\u{e9}")]
        )
        #expect(catalog.tool(named: "K") != nil)
        #expect(catalog.tool(named: "\u{212A}") == nil)
        #expect(catalog.resource(at: "page://\u{e9}") != nil)
        #expect(catalog.resource(at: "page://e\u{301}") == nil)
        #expect(catalog.prompt(named: "e\u{301}") == nil)
    }
}
