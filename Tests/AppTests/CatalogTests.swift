import HTTP
import JSON
import MCP
import Testing

@testable import App

@Suite struct CatalogTests {
    @Test func `everything in it has a name of its own`() throws {
        let catalog = try Catalog.app()
        #expect(catalog.tools.map(\.name) == ["hello_world", "whoami"])
        #expect(catalog.resources.map(\.uri) == ["about://server", "greeting://{name}"])
        #expect(catalog.prompts.map(\.name) == ["introduce"])
    }
}
