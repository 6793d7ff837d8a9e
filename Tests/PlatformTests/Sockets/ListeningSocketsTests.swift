internal import CUV
import Glibc
import Testing

@testable import Platform

@Suite(.serialized, .blocking) struct ListeningSocketsTests {
    @Test func `all sockets share one port`() throws {
        let sockets = try ListeningSockets(host: "127.0.0.1", port: 0, count: 3)
        defer { for descriptor in sockets.descriptors { close(descriptor) } }
        #expect(sockets.descriptors.count == 3)
        #expect(sockets.port > 0)
    }

    @Test func `a stranger's port is not shared`() throws {
        let sockets = try ListeningSockets(host: "127.0.0.1", port: 0, count: 2)
        defer { for descriptor in sockets.descriptors { close(descriptor) } }
        #expect(throws: HTTPServerError.self) {
            _ = try ListeningSockets(host: "127.0.0.1", port: sockets.port, count: 2)
        }
    }

    @Test func `sockets of the service manager are taken over, a copy for each loop`() throws {
        let first = try ListeningSockets(host: "127.0.0.1", port: 0, count: 1)
        let sockets = try ListeningSockets(inherited: first.descriptors, count: 3)
        defer { for descriptor in sockets.descriptors { close(descriptor) } }
        #expect(sockets.descriptors.count == 3)
        #expect(sockets.port == first.port)
    }

    @Test func `what does not listen is not taken over`() throws {
        let descriptor = cuv_datagram_socket()
        defer { close(descriptor) }
        #expect(throws: HTTPServerError.self) { _ = try ListeningSockets(inherited: [descriptor], count: 1) }
        #expect(throws: HTTPServerError.self) { _ = try ListeningSockets(inherited: [-1], count: 1) }
    }
}
