import Testing

@testable import App

@Suite struct PathAliasTests {
    private func read(_ paths: String) -> ConfigurationText {
        ConfigurationText("[server.transport.http]\nalso_at = [\(paths)]")
    }

    @Test func `paths are read`() {
        let text = read("'/mcp/mcp', '/http'")
        #expect(text.problems.isEmpty && text.configuration.aliases == ["/mcp/mcp", "/http"])
    }

    @Test(
        arguments: [
            "", "mcp", "/", "/mcp", "/ws", "/health", "/login", "/.well-known/x", "/a?b", "/a b", "/%6dcp", "/é",
        ]
    )
    func `a path that is none, or is in use, is refused`(path: String) {
        #expect(read("'\(path)'").errors.count == 1)
    }
}
