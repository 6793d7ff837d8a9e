import MCP
import Testing

@Suite struct AccessRulesTests {
    @Test func `the items of a catalog are what it offers, in order`() throws {
        let catalog = try Catalog(tools: [Greet()], resources: [Page(uri: "page://{id}/part")], prompts: [Opening()])
        #expect(
            catalog.items.map(\.description) == [
                "tool 'hello_world'", "resource 'page://{id}/part'", "prompt 'opening'",
            ]
        )
    }
}
