import JSON
import MCP
import Testing

@testable import App

@Suite struct DemoTests {
    private func catalog(_ change: (inout DemoSettings) -> Void) throws -> Catalog {
        var configuration = Configuration()
        change(&configuration.demo)
        return try Catalog.app().withDemo(configuration)
    }

    @Test func `it is off until it is switched on`() throws {
        #expect(try catalog { _ in }.tools.count == Catalog.app().tools.count)
        let names = try catalog { $0.isEnabled = true }.tools.map(\.name)
        #expect(Set(names).isSuperset(of: ["add", "calculate", "echo_tool", "analyze_text", "greet_user"]))
        #expect(Set(names).isSuperset(of: ["list_messages", "post_message"]))
    }

    @Test func `a folder is offered when there is one`() throws {
        let uris = try catalog {
            $0.isEnabled = true
            $0.filesFolder = "/etc"
        }.resources.map(\.uri)
        #expect(uris.contains("files://") && uris.contains("files:///{+path}"))
        #expect(throws: CatalogError.self) {
            try catalog {
                $0.isEnabled = true
                $0.filesFolder = "/no/such/folder"
            }
        }
    }
}
