import MCP
import Testing

@testable import App

@Suite struct FileResourceTests {
    @Test func `a file is read`() async throws {
        let file = FileResource("/etc/hostname", uri: "host://name", name: "host")
        #expect(file.mimeType == "application/octet-stream")
        guard case .typed(.bytes(let bytes), _) = try await file.read([:], in: RequestContext()) else {
            return #expect(Bool(false))
        }
        #expect(!bytes.isEmpty)
    }

    @Test func `one that has gone is not found, one that is too large is said`() async throws {
        let gone = FileResource("/no/such/file", uri: "a:b", name: "gone")
        await #expect(throws: NotFound.self) { try await gone.read([:], in: RequestContext()) }
        let large = FileResource("/proc/self/status", uri: "a:b", name: "large", limit: 8)
        await #expect(throws: ToolError.self) { try await large.read([:], in: RequestContext()) }
    }
}
