import Testing

@testable import MCP

@Suite struct ItemTests {
    @Test func `an item is told by its kind and its name`() {
        #expect(Item(.tool, "deploy").description == "tool 'deploy'")
        #expect(Item(.resource, "notes:///{+path}").description == "resource 'notes:///{+path}'")
        #expect(Item.Kind.allCases.map { Item($0, "x").description } == ["tool 'x'", "resource 'x'", "prompt 'x'"])
    }
}
