import HTTP
import JSON
import MCP
import Testing

@testable import App

@Suite struct CatalogTests {
    @Test func `everything in it has a name of its own`() throws {
        let catalog = try Catalog.app()
        for names in [catalog.tools.map(\.name), catalog.resources.map(\.uri), catalog.prompts.map(\.name)] {
            #expect(Set(names).count == names.count)
        }
    }
}
