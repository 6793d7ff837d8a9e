import MCP
import Testing

@testable import App

@Suite struct VersionTests {
    @Test func `the version is three numbers, and what clients are told`() {
        #expect(Version.current.split(separator: ".").compactMap { Int($0) }.count == 3)
        #expect(Configuration().mcp.version == Version.current)
    }
}
