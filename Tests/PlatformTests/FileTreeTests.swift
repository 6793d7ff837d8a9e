import Glibc
import Testing

@testable import Platform

@Suite struct FileTreeTests {
    /// A folder with a few files, a link out of it, a link within it, and a pipe.
    final class Folder {
        let path = "/tmp/mcp-forge-tree-\(UInt64.random(in: .min ... .max))"
        init() throws {
            for folder in ["", "/root", "/root/sub"] { unsafe mkdir(path + folder, 0o700) }
            for file in ["/secret.txt", "/root/b.txt", "/root/a.txt", "/root/.hidden", "/root/sub/c.txt"] {
                try FileSystem.append(Array("at \(file)".utf8), to: path + file)
            }
            unsafe symlink("../secret.txt", path + "/root/out.txt")
            unsafe symlink("a.txt", path + "/root/within.txt")
            unsafe symlink("..", path + "/root/up")
            unsafe mkfifo(path + "/root/pipe", 0o600)
        }
        deinit {
            for name in [
                "/root/out.txt", "/root/within.txt", "/root/up", "/root/pipe", "/root/sub/c.txt", "/root/b.txt",
                "/root/a.txt", "/root/.hidden", "/secret.txt",
            ] { unsafe unlink(path + name) }
            for folder in ["/root/sub", "/root", ""] { unsafe rmdir(path + folder) }
        }
        var tree: FileTree { get throws { try FileTree(path + "/root") } }
    }

    @Test func `files below are read`() throws {
        let folder = try Folder()
        #expect(try folder.tree.read("a.txt", limit: 64) == Array("at /root/a.txt".utf8))
        #expect(try folder.tree.read("sub/c.txt", limit: 64) == Array("at /root/sub/c.txt".utf8))
        #expect(throws: FileError.tooLarge(limit: 3)) { try folder.tree.read("a.txt", limit: 3) }
    }

    @Test(
        arguments: [
            "../secret.txt", "..", ".", "", "/", "/etc/passwd", "sub/../../secret.txt", "sub/../a.txt", "./a.txt",
            "sub//c.txt", "a.txt/", "a.txt\u{0}", "a.txt\u{0}/../../secret.txt", "out.txt", "within.txt",
            "up/secret.txt", "up/root/a.txt", "pipe", "sub", "nothing.txt", "a.txt/b",
        ]
    )
    func `no path leads out, and no link is followed`(path: String) throws {
        let folder = try Folder()
        #expect(throws: FileError.notFound) { try folder.tree.read(path, limit: 64) }
    }

    @Test func `a name that is too long is not found`() throws {
        let folder = try Folder()
        let name = String(repeating: "x", count: 10_000)
        #expect(throws: FileError.notFound) { try folder.tree.read(name, limit: 64) }
        let path = String(repeating: "sub/", count: 10_000) + "c.txt"
        #expect(throws: FileError.notFound) { try folder.tree.read(path, limit: 64) }
    }

    @Test func `files are listed in order, without what is hidden or leads elsewhere`() throws {
        let folder = try Folder()
        #expect(try folder.tree.files(recursively: false, limit: 100) == ["a.txt", "b.txt"])
        #expect(try folder.tree.files(recursively: true, limit: 100) == ["a.txt", "b.txt", "sub/c.txt"])
        #expect(throws: FileError.self) { try folder.tree.files(recursively: true, limit: 2) }
    }

    @Test func `a folder that is not there is said`() {
        #expect(throws: FileError.notFound) { try FileTree("/no/such/folder") }
        #expect(throws: FileError.notFound) { try FileTree("/etc/passwd") }
    }
}
