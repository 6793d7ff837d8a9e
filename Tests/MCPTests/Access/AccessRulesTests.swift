import MCP
import Testing

@Suite struct AccessRulesTests {
    @Test func `a rule for what is not offered is found`() throws {
        let rules = AccessRules([
            Item(.tool, "hello_world"): AccessRule(), Item(.tool, "hello_wrld"): AccessRule(),
            Item(.prompt, "hello_world"): AccessRule(), Item(.resource, "page://{id}/part"): AccessRule(),
        ])
        let catalog = try Catalog(tools: [Greet()], resources: [Page(uri: "page://{id}/part")])
        #expect(rules.unknownItems(in: catalog).map(\.description) == ["prompt 'hello_world'", "tool 'hello_wrld'"])
    }

    @Test func `the scopes of a catalog are those that something needs`() throws {
        #expect(try Catalog(tools: [Greet()], resources: [Page()]).scopes == ["tool:user"])
        #expect(Catalog.empty.scopes.isEmpty)
    }
}
