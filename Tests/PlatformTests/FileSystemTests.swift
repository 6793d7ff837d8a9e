import Glibc
import Testing

@testable import Platform

@Suite struct FileSystemTests {
    @Test func `a file is read whole, within its limit`() throws {
        let status = try FileSystem.read("/proc/self/status", limit: 64 << 10)
        #expect(String(decoding: status, as: UTF8.self).contains("Pid:"))
        #expect(throws: FileError.tooLarge(limit: 8)) { try FileSystem.read("/proc/self/status", limit: 8) }
    }

    @Test func `what is not there and what cannot be read differ`() {
        #expect(throws: FileError.notFound) { try FileSystem.read("/no/such/file", limit: 1) }
        #expect(throws: FileError.failed("illegal operation on a directory")) { try FileSystem.read("/", limit: 1) }
    }

    @Test func `a pipe is refused before anybody waits for it`() {
        let path = "/tmp/mcp-forge-pipe-\(UInt64.random(in: .min ... .max))"
        #expect(unsafe mkfifo(path, 0o600) == 0)
        defer { unsafe unlink(path) }
        #expect(throws: FileError.failed("it is a pipe, not a file")) { try FileSystem.read(path, limit: 1) }
    }

    @Test func `a file is made once, and replaced when that is asked for`() throws {
        let path = "/tmp/mcp-forge-create-\(UInt64.random(in: .min ... .max))"
        defer { unsafe unlink(path) }
        try FileSystem.create([1], at: path, replacing: false)
        #expect(throws: FileError.exists) { try FileSystem.create([2], at: path, replacing: false) }
        #expect(try FileSystem.read(path, limit: 8) == [1])
        try FileSystem.create([3], at: path, replacing: true)
        #expect(try FileSystem.read(path, limit: 8) == [3])
        #expect(throws: FileError.notFound) { try FileSystem.create([1], at: "/no/such/file", replacing: true) }
    }

    @Test func `what is added stands at the end`() throws {
        let path = "/tmp/mcp-forge-append-\(UInt64.random(in: .min ... .max))"
        defer { unsafe unlink(path) }
        try FileSystem.append([1, 2], to: path)
        try FileSystem.append([3], to: path)
        #expect(try FileSystem.read(path, limit: 8) == [1, 2, 3])
        #expect(throws: FileError.notFound) { try FileSystem.append([1], to: "/no/such/folder/file") }
    }
}
