import JSON
import Testing

@testable import MCP

@Suite struct CatalogTests {
    @Test func `more is added at the end`() throws {
        let catalog = try Catalog(tools: [Greet()]).adding(tools: [Regional()], resources: [Page()])
        #expect(catalog.tools.map(\.name) == ["hello_world", "regional"] && catalog.resources.count == 1)
    }

    @Test func `of two with one name the first is offered, and the other named`() throws {
        let second = Scripted(name: "hello_world") { _ in ToolResult([]) }
        let catalog = try Catalog(
            tools: [Greet(), second],
            resources: [Page(), Page(content: .text("other"))],
            prompts: [Opening(), Opening()]
        )
        #expect(catalog.tools.count == 1 && catalog.tools.first is Greet && catalog.resources.count == 1)
        #expect(catalog.duplicates == ["tool hello_world", "resource page://one", "prompt opening"])
        #expect(try Catalog(tools: [Greet()]).adding(tools: [second]).duplicates == ["tool hello_world"])
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
