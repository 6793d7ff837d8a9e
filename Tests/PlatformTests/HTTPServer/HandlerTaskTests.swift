import HTTP
import Testing

@testable import Platform

@Suite(.blocking) struct HandlerTaskTests {
    /// A server that also says whether the task of a handler has been cancelled.
    private func server(_ routes: [Route] = []) throws -> TestServer {
        try TestServer(routes: routes + [.get("/cancelled") { _ in .text("<\(Task.isCancelled)>") }])
    }

    private func ask(_ path: String, _ client: TestClient, until end: String) -> String {
        client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        return client.read(until: end)
    }

    @Test func `requests that wait at the same time have a task each`() throws {
        let server = try server()
        let clients = try (0..<HandlerTasks.limit + 10).map { _ in try TestClient(server.port) }
        for _ in 0..<2 {
            for client in clients { client.send("GET /wait?200 HTTP/1.1\r\nHost: a\r\n\r\n") }
            for client in clients { #expect(client.read(until: "waited").hasPrefix("HTTP/1.1 200 OK")) }
        }
        server.stop()
    }

    @Test func `more requests than one task answers are answered`() throws {
        let server = try server()
        let client = try TestClient(server.port)
        let request = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
        for _ in 0...HandlerTask.limit / 10 * 2 {
            client.send(String(repeating: request, count: 9) + request.replacing("/health", with: "/cancelled"))
            #expect(client.read(until: "<false>").split(separator: "HTTP/1.1 200 OK").count == 10)
        }
        server.stop()
    }

    @Test func `a task that was cancelled answers nobody else`() throws {
        let server = try server()
        let other = try TestClient(server.port)
        do {
            let client = try TestClient(server.port)
            client.send("GET /wait?60000 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(server.events.contains("began"))
        }
        #expect(server.events.contains("cancelled"))
        #expect(ask("/cancelled", other, until: ">").hasSuffix("<false>"))
        #expect(ask("/late", other, until: "late").contains("HTTP/1.1 503"))
        #expect(ask("/cancelled", other, until: ">").hasSuffix("<false>"))
        #expect(server.events.contains("was cancelled"))
        #expect(ask("/cancelled", other, until: ">").hasSuffix("<false>"))
        server.stop()
    }

    @Test func `a handler may begin while another one ends`() throws {
        let server = try server()
        let client = try TestClient(server.port)
        // The second is started by the task of the first, in its last moment.
        client.send("GET /wait?20 HTTP/1.1\r\nHost: a\r\n\r\nGET /cancelled HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.read(until: "<false>").contains("waited"))
        server.stop()
    }

    @Test func `values that a handler binds are its own`() throws {
        let server = try server([
            .get("/bind") { _ in Bound.$value.withValue(1) { .text("<\(Bound.value)>") } },
            .get("/read") { _ in .text("<\(Bound.value)>") },
        ])
        let client = try TestClient(server.port)
        for _ in 0..<3 {
            #expect(ask("/bind", client, until: ">").hasSuffix("<1>"))
            #expect(ask("/read", client, until: ">").hasSuffix("<0>"))
        }
        server.stop()
    }
}

private enum Bound {
    @TaskLocal static var value = 0
}
