import Glibc
import Testing

@testable import Platform

@Suite(.blocking) struct SocketFileTests {
    private let files: TestCertificates
    private var path: String { "\(files.folder)/http.sock" }

    init() throws { files = try TestCertificates() }

    private func listen(mode: UInt32 = 0o600) throws -> (descriptor: Int32, file: SocketFile) {
        try SocketFile.listen(.init(path, mode: mode), backlog: 8)
    }

    /// A process that another test starts has the first socket, too, until it runs its program.
    private func listenWhenFree() throws -> (descriptor: Int32, file: SocketFile) {
        for _ in 0..<400 {
            if let socket = try? listen() { return socket }
            usleep(50_000)
        }
        return try listen()
    }

    @Test func `a socket has its mode, and is gone in the end`() throws {
        let (descriptor, file) = try listen(mode: 0o660)
        defer { close(descriptor) }
        #expect(shell("test $(stat -c %a \(path)) = 660") == 0)
        file.remove()
        #expect(FileStamp(path) == nil)
    }

    @Test func `one that nobody listens on is replaced, and one that is in use is not`() throws {
        let first = try listen()
        #expect(throws: HTTPServerError.socket(path: path, "somebody listens there")) { try listen() }
        close(first.descriptor)
        let second = try listenWhenFree()
        defer { close(second.descriptor) }
        // The first is no longer at its place.
        first.file.remove()
        #expect(FileStamp(path) != nil)
    }

    @Test func `a file that is no socket stays`() throws {
        _ = try files.write("http.sock", "precious")
        #expect(throws: HTTPServerError.socket(path: path, "something else stands there")) { try listen() }
        #expect(try FileSystem.read(path, limit: 100) == Array("precious".utf8))
    }

    @Test func `a path must fit, and its folder be there`() {
        let long = "/" + String(repeating: "x", count: 200)
        #expect(throws: HTTPServerError.socket(path: long, "the path is too long")) {
            try SocketFile.listen(.init(long), backlog: 8)
        }
        #expect(throws: HTTPServerError.self) { try SocketFile.listen(.init("/nowhere/a.sock"), backlog: 8) }
    }
}
