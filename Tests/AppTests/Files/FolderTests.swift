import Glibc
import HTTP
import JSON
import MCP
import Platform
import Testing

@testable import App

@Suite struct FolderTests {
    final class Place {
        let path = "/tmp/mcp-forge-folder-\(UInt64.random(in: .min ... .max))"
        private let files = ["/a.md", "/b.txt", "/.c.md", "/sub/d.md"]
        init() throws {
            unsafe mkdir(path, 0o700)
            unsafe mkdir(path + "/sub", 0o700)
            for file in files { try FileSystem.append(Array("# \(file)".utf8), to: path + file) }
        }
        deinit {
            for file in files { unsafe unlink(path + file) }
            unsafe rmdir(path + "/sub")
            unsafe rmdir(path)
        }
    }

    private func read(_ uri: String, from folder: Folder) async throws -> JSONObject {
        let server = MCPServer(try Catalog(resources: folder.resources))
        let request = RPCRequest(id: .number(1), method: "resources/read", params: ["uri": .string(uri)])
        return try await server.respond(to: request, in: RequestContext(caller: .trusted))
    }

    @Test func `its files are listed as the pattern says`() async throws {
        let place = try Place()
        let all = try await read("docs://", from: Folder(place.path, scheme: "docs", recursive: true))
        #expect(all["contents"]?.array?.first?["text"] == #"{"files":["a.md","b.txt","sub/d.md"]}"#)
        let some = try await read("docs://", from: Folder(place.path, scheme: "docs", matching: "*.md"))
        #expect(some["contents"]?.array?.first?["text"] == #"{"files":["a.md"]}"#)
    }

    @Test func `a file has the type that its name says`() async throws {
        let place = try Place()
        let result = try await read("docs:///sub/d.md", from: Folder(place.path, scheme: "docs", recursive: true))
        let content = result["contents"]?.array?.first
        #expect(content == ["uri": "docs:///sub/d.md", "mimeType": "text/markdown", "text": "# /sub/d.md"])
    }

    @Test(
        arguments: [
            "docs:///b.txt", "docs:///sub/d.md", "docs:///.c.md", "docs:///../x.md", "docs:///%2e%2e/x.md",
            "docs:////etc/x.md", "docs:///a.md%00", "docs:///sub/..%2fa.md", "docs:///nothing.md",
        ]
    )
    func `what it does not show is not found`(uri: String) async throws {
        let place = try Place()
        let folder = try Folder(place.path, scheme: "docs", matching: "*.md")
        let error = await #expect(throws: RPCError.self) { try await read(uri, from: folder) }
        #expect(error?.code == -32602)
    }

    @Test func `paths are completed`() async throws {
        let place = try Place()
        let template = try #require(Folder(place.path, scheme: "docs", recursive: true).resources.last)
        let found = try await template.completions(of: "path", from: "s", with: [:], in: RequestContext())
        #expect(found == ["sub/d.md"])
    }
}
