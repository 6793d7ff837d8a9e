import HTTP
import Synchronization
import Telemetry
import Testing

@testable import Platform

@Suite(.blocking) struct HTTPServerTests {
    @Test func `each request is answered by the handler of its moment`() throws {
        var settings = HTTPServerSettings()
        settings.port = 0
        settings.loops = 1
        let server = try HTTPServer(settings, log: .silent)
        let asked = Mutex(0)
        let thread = SystemThread {
            server.run(choosing: {
                let number = asked.withLock { asked in
                    asked += 1
                    return asked
                }
                return Router([.get("/") { _ in .text("from \(number)") }])
            })
        }
        let client = try TestClient(server.port)
        for number in 1...3 {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.read(until: "from \(number)").hasSuffix("\r\n\r\nfrom \(number)"))
        }
        server.drain()
        thread.join()
    }

    @Test func `a server answers, keeps the connection, and ends when drained`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        for _ in 0..<2 {
            client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = client.read(until: "ok")
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nDate: "))
            #expect(answer.hasSuffix("Content-Length: 2\r\n\r\nok"))
        }
        server.stop()
        #expect(client.isClosed())
        #expect(throws: TestClient.Refused.self) { try TestClient(server.port) }
    }

    @Test func `several loops share one port`() throws {
        let server = try TestServer { $0.loops = 3 }
        for _ in 0..<12 {
            let client = try TestClient(server.port)
            client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.read(until: "ok").hasSuffix("ok"))
        }
        server.stop()
    }

    @Test func `a port that is taken is not shared`() throws {
        let server = try TestServer { $0.loops = 2 }
        #expect(throws: HTTPServerError.cannotBind(host: "127.0.0.1", port: server.port, "address already in use")) {
            _ = try TestServer { $0.port = server.port }
        }
        server.stop()
    }

    @Test(arguments: ["no.such.host", "300.1.1.1", ""])
    func `a host that is no address is an error`(host: String) throws {
        #expect(throws: HTTPServerError.noAddress(host)) { _ = try TestServer { $0.host = host } }
    }

    @Test func `a drain lets running requests finish and takes no new ones`() throws {
        let (drained, isDrained) = AsyncStream<Never>.makeStream()
        let events = Events()
        let server = try TestServer(routes: [
            .get("/until-drained") { _ in
                events.add("began")
                for await _ in drained {}
                return .text("waited")
            }
        ])
        let (busy, idle) = (try TestClient(server.port), try TestClient(server.port))
        idle.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = idle.read(until: "ok")
        busy.send("GET /until-drained HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(events.contains("began"))
        server.server.drain()
        #expect(idle.isClosed())
        isDrained.finish()
        let answer = busy.readAll()
        #expect(answer.contains("Connection: close\r\n"))
        #expect(answer.hasSuffix("waited"))
        server.stop()
    }

    @Test func `a second drain closes what is left`() throws {
        let server = try TestServer()
        let client = try TestClient(server.port)
        client.send("GET /wait?60000 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(server.events.contains("began"))
        server.server.drain()
        server.stop()
        #expect(client.readAll() == "")
        #expect(server.events.contains("cancelled"))
    }

    @Test func `a drain gives up after its time`() throws {
        let server = try TestServer { $0.limits.drainTime = .milliseconds(200) }
        let client = try TestClient(server.port)
        client.send("GET /wait?60000 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(server.events.contains("began"))
        server.stop()
        #expect(client.readAll() == "")
    }
}
