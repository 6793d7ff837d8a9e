import HTTP
import Synchronization
import Testing

@testable import Platform

@Suite(.blocking) struct HandlerTaskTests {
    /// A server that also says whether the task of a handler has been cancelled.
    private func server(_ routes: [Route] = []) throws -> TestServer {
        try TestServer(routes: routes + [.get("/cancelled") { _ in .text("<\(Task.isCancelled)>") }])
    }

    /// Tasks that rest on the loop of `server`, which has one.
    private func resting(_ server: TestServer) -> Int {
        let count = Mutex<Int?>(nil)
        let worker = server.server.workers[0]
        worker.loop.executor.perform { count.withLock { $0 = worker.tasks.count } }
        SystemProcess.wait(atMost: .seconds(20)) { count.withLock { $0 } != nil }
        return count.withLock { $0 } ?? -1
    }

    /// Whether so many come to rest.
    private func rests(_ server: TestServer, _ condition: (Int) -> Bool) -> Bool {
        SystemProcess.wait(atMost: .seconds(20)) { condition(resting(server)) }
        return condition(resting(server))
    }

    private func ask(_ path: String, _ client: TestClient, until end: String) -> String {
        client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        return client.read(until: end)
    }

    @Test func `one task answers one request after the other, and a thousand at most`() throws {
        let server = try server()
        let client = try TestClient(server.port)
        let request = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
        for number in 1...HandlerTask.limit / 10 {
            client.send(String(repeating: request, count: 9) + request.replacing("/health", with: "/cancelled"))
            #expect(client.read(until: "<false>").split(separator: "HTTP/1.1 200 OK").count == 10)
            #expect(resting(server) == (number < HandlerTask.limit / 10 ? 1 : 0))
        }
        #expect(ask("/cancelled", client, until: ">").hasSuffix("<false>"))
        #expect(resting(server) == 1)
        server.stop()
    }

    @Test func `requests that wait at the same time have a task each, of which one is left when they are not needed`()
        throws
    {
        let server = try server()
        let clients = try (0..<HandlerTasks.limit + 10).map { _ in try TestClient(server.port) }
        for _ in 0..<2 {
            for client in clients { client.send("GET /wait?300 HTTP/1.1\r\nHost: a\r\n\r\n") }
            for client in clients { #expect(client.read(until: "waited").hasPrefix("HTTP/1.1 200 OK")) }
        }
        #expect(rests(server) { $0 == 1 })
        server.stop()
    }

    @Test func `none rests when everybody has left, however the last one does`() throws {
        let server = try server()
        for last in ["GET /health", "GET /wait?1", "GET /big?100000", "GET /stream?1"] {
            let client = try TestClient(server.port)
            _ = ask("/cancelled", client, until: ">")
            #expect(resting(server) == 1)
            client.send("\(last) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(client.readAll().hasPrefix("HTTP/1.1 200 OK"))
            #expect(rests(server) { $0 == 0 })
        }
        server.stop()
    }

    @Test func `a stream that meets a dead connection at once cancels no other request`() throws {
        let server = try TestServer(routes: [
            .get("/cancelled") { _ in .text("<\(Task.isCancelled)>") },
            .get("/flood") { request in
                .eventStream { write in
                    await write([UInt8](repeating: 0x78, count: 16 << 20))
                    try? await request.exchange.timers.sleep(for: .seconds(60))
                }
            },
        ]) { $0.limits.memory = 1 << 20 }
        let other = try TestClient(server.port)
        for _ in 0..<3 {
            // Nobody reads it, and there is no memory to keep it in.
            let client = try TestClient(server.port)
            client.send("GET /flood HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(server.reports { $0.connections == 1 })
            #expect(ask("/cancelled", other, until: ">").hasSuffix("<false>"))
        }
        server.stop()
    }

    @Test func `what needs no waiting takes no task, but a stream does`() throws {
        struct Quick: HTTPHandler {
            func respond(to request: HTTPRequest) async -> HTTPResponse { .text("never asked") }
            func outcome(of request: inout HTTPRequest) -> HTTPOutcome {
                guard request.query == "stream" else { return .now(.text("<\(request.body.count)>")) }
                return .now(.eventStream { await $0(Array("<streamed>".utf8)) })
            }
        }
        let server = try server([.any("/quick", Quick())])
        let client = try TestClient(server.port)
        let posts = (0..<50).map {
            "POST /quick HTTP/1.1\r\nHost: a\r\nContent-Length: \($0)\r\n\r\n" + String(repeating: "x", count: $0)
        }
        client.send(posts.joined())
        let answers = client.read(until: "<49>")
        for count in 0..<50 { #expect(answers.contains("\r\n\r\n<\(count)>")) }
        #expect(resting(server) == 0)
        #expect(ask("/quick?stream", client, until: "0\r\n\r\n").contains("<streamed>"))
        #expect(rests(server) { $0 == 1 })
        #expect(server.reports { $0.requests == 0 })
        server.stop()
    }

    @Test func `a task that rests holds nothing of the request that it has answered`() throws {
        struct Holding: HTTPHandler {
            func respond(to request: HTTPRequest) async -> HTTPResponse { .text("never asked") }
            func outcome(of request: inout HTTPRequest) -> HTTPOutcome {
                let memory = request.exchange.hold(1 << 20)
                return .later { [request] in
                    try? await request.exchange.timers.sleep(for: .milliseconds(20))
                    return .text(memory == nil ? "<full>" : "<held>")
                }
            }
        }
        let server = try server([.any("/hold", Holding())])
        let client = try TestClient(server.port)
        #expect(ask("/hold", client, until: ">").hasSuffix("<held>"))
        #expect(rests(server) { $0 == 1 })
        #expect(server.reports { $0.memory < 1 << 20 && $0.connections == 1 })
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
}
