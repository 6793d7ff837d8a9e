import Glibc
import HTTP
import Telemetry
import Testing

@testable import Platform

@Suite struct CurlClientTests {
    private func url(_ text: String) throws -> HTTPURL { try #require(HTTPURL(text)) }

    private func client(_ change: (inout OutboundSettings) -> Void = { _ in }) -> CurlClient {
        var settings = OutboundSettings()
        change(&settings)
        return CurlClient(settings, log: .silent)
    }

    @Test func `an answer comes whole, with its status and fields`() async throws {
        let server = try CannedServer { _ in canned("404 Not Found", ["X-One:  a b ", "X-One: c", "X-Empty:"], "gone") }
        let answer = try await client().send(
            HTTPClientRequest(.get, try url(server.url("/x?y=z")), namedBy: .configuration)
        )
        #expect(answer.status == .notFound)
        #expect(answer.fields[all: "X-One"] == ["a b", "c"])
        #expect(answer.fields["X-Empty"] == "")
        #expect(String(decoding: answer.body, as: UTF8.self) == "gone")
        #expect(server.requests.first?.hasPrefix("GET /x?y=z HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n") == true)
    }

    @Test func `only what the request names is sent`() async throws {
        let server = try CannedServer { _ in canned("200 OK", ["Set-Cookie: a=b"]) }
        let client = client()
        let fields: HTTPFields = ["X-Mine": "1", "Content-Type": "text/plain"]
        for _ in 0..<2 {
            let request = HTTPClientRequest(
                .post,
                try url(server.url()),
                fields: fields,
                body: Array("hello".utf8),
                namedBy: .configuration
            )
            _ = try await client.send(request)
        }
        let request = try #require(server.requests.last)
        #expect(request.hasSuffix("\r\n\r\nhello"))
        let names = request.split(separator: "\r\n").dropFirst().filter { $0.contains(": ") }.compactMap {
            $0.split(separator: ":").first.map { String($0.lowercased()) }
        }
        #expect(names.sorted() == ["accept", "content-length", "content-type", "host", "user-agent", "x-mine"])
        #expect(server.connections == 1, "the connection is used again")
    }

    @Test(arguments: [HTTPMethod.post, .put, .delete, .head, .other("PURGE")])
    func `every method is sent as it is`(method: HTTPMethod) async throws {
        let server = try CannedServer { _ in canned("204 No Content") }
        let answer = try await client().send(HTTPClientRequest(method, try url(server.url()), namedBy: .configuration))
        #expect(answer.status == .noContent)
        #expect(server.requests.first?.hasPrefix("\(method.text) / HTTP/1.1\r\n") == true)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is an answer, and nothing goes where it leads`(status: Int) async throws {
        let canary = try CannedServer()
        let server = try CannedServer { _ in canned("\(status) Away", ["Location: \(canary.url("/x"))"]) }
        let request = HTTPClientRequest(
            .post,
            try url(server.url()),
            fields: [.authorization: "Bearer secret"],
            body: Array("code=secret".utf8),
            namedBy: .configuration
        )
        let answer = try await client().send(request)
        #expect(answer.status.code == status)
        #expect(answer.fields[.location] == canary.url("/x"))
        #expect(canary.connections == 0)
    }

    @Test func `a body larger than the limit is refused, announced or not`() async throws {
        let server = try CannedServer { request in
            request.contains("/close")
                ? Array("HTTP/1.1 200 OK\r\n\r\n12345678901".utf8) : canned("200 OK", [], "12345678901")
        }
        for path in ["/", "/close"] {
            var request = HTTPClientRequest(.get, try url(server.url(path)), namedBy: .configuration)
            request.limit = 10
            await #expect(throws: HTTPClientError.tooLarge) { try await client().send(request) }
            request.limit = 11
            #expect(try await client().send(request).body.count == 11)
        }
    }

    @Test func `a head without end is refused`() async throws {
        let field = "X-Long: \(String(repeating: "x", count: 8000))"
        let server = try CannedServer { _ in canned("200 OK", Array(repeating: field, count: 9)) }
        await #expect(throws: HTTPClientError.tooLarge) {
            try await client().send(HTTPClientRequest(.get, try url(server.url()), namedBy: .configuration))
        }
    }

    @Test func `compressed bytes stay compressed`() async throws {
        let server = try CannedServer { _ in canned("200 OK", ["Content-Encoding: gzip"], "\u{1f}bomb") }
        let answer = try await client().send(HTTPClientRequest(.get, try url(server.url()), namedBy: .configuration))
        #expect(answer.body == Array("\u{1f}bomb".utf8))
        #expect(server.requests.first?.lowercased().contains("accept-encoding") == false)
    }

    @Test func `a server that is silent is waited for until the deadline`() async throws {
        let server = try CannedServer()
        var request = HTTPClientRequest(.get, try url(server.url()), namedBy: .configuration)
        request.timeout = .milliseconds(50)
        await #expect(throws: HTTPClientError.timedOut) { try await client().send(request) }
    }

    @Test func `the deadline counts the wait for a turn, and one too many is refused`() async throws {
        let server = try CannedServer()
        let client = client {
            $0.requests = 1
            $0.waiting = 1
        }
        var request = HTTPClientRequest(.get, try url(server.url()), namedBy: .configuration)
        request.timeout = .milliseconds(200)
        let sent = request
        let outcomes = await withTaskGroup(of: HTTPClientError?.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    do throws(HTTPClientError) {
                        _ = try await client.send(sent)
                        return nil
                    } catch { return error }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == .overloaded }.count == 2)
        #expect(outcomes.filter { $0 == .timedOut }.count == 2)
    }

    @Test func `one that has waited gets its turn`() async throws {
        let server = try CannedServer { _ in canned("200 OK") }
        let client = client { $0.requests = 1 }
        let request = HTTPClientRequest(.get, try url(server.url()), namedBy: .configuration)
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 { group.addTask { try await client.send(request).status.code } }
            return try await group.reduce(0) { $0 + ($1 == 200 ? 1 : 0) }
        }
        #expect(count == 20)
        #expect(server.connections == 1)
    }

    @Test func `a task that is cancelled does not wait`() async throws {
        let server = try CannedServer()
        let client = client()
        let request = HTTPClientRequest(.get, try url(server.url()), namedBy: .configuration)
        let task = Task { () -> HTTPClientError? in
            do throws(HTTPClientError) {
                _ = try await client.send(request)
                return nil
            } catch { return error }
        }
        for await _ in server.arrivals { break }
        task.cancel()
        #expect(await task.value == .cancelled)
        let early = Task { () -> HTTPClientError? in
            try? await Task.sleep(for: .seconds(60))
            do throws(HTTPClientError) {
                _ = try await client.send(request)
                return nil
            } catch { return error }
        }
        early.cancel()
        #expect(await early.value == .cancelled)
    }

    @Test func `a client that goes takes its requests along`() async throws {
        let server = try CannedServer()
        var client: CurlClient? = client()
        var request = HTTPClientRequest(.get, try url(server.url()), namedBy: .configuration)
        request.timeout = .seconds(600)
        let engine = try #require(client?.engine)
        let call = OutboundCall(request)
        // Ends with the call, whatever becomes of it, and then nobody waits for the request any more.
        let outcome = Task {
            let outcome = await withCheckedContinuation { if call.wait($0) { engine.submit(call) } }
            server.expectNothing()
            return outcome
        }
        for await _ in server.arrivals { break }
        client = nil
        let error = await #expect(throws: HTTPClientError.self) { try await outcome.value.get() }
        #expect(error == .cancelled)
        let late = OutboundCall(request)
        engine.submit(late)
        #expect(late.isFinished)
    }

    @Test func `nobody there is unreachable, and other protocols are`() async throws {
        let port = try CannedServer().port
        await #expect(throws: HTTPClientError.unreachable) {
            try await client().send(
                HTTPClientRequest(.get, try url("http://127.0.0.1:\(port)/"), namedBy: .configuration)
            )
        }
    }

    @Test func `TLS with a certificate that nobody vouches for is refused`() async throws {
        // Speaks no TLS at all: nothing of the request may be sent in the clear.
        let server = try CannedServer { _ in canned("200 OK") }
        await #expect(throws: HTTPClientError.self) {
            var request = HTTPClientRequest(.get, try url("https://127.0.0.1:\(server.port)/"), namedBy: .configuration)
            request.timeout = .milliseconds(300)
            return try await client().send(request)
        }
        #expect(server.requests.isEmpty)
    }

    @Test func `proxies of the environment are ignored, the one of the settings is used`() async throws {
        let server = try CannedServer { _ in canned("200 OK", [], "direct") }
        let proxy = try CannedServer { _ in canned("200 OK", [], "proxy") }
        unsafe setenv("http_proxy", proxy.url(), 1)
        unsafe setenv("NO_PROXY", "*", 1)
        defer {
            unsafe unsetenv("http_proxy")
            unsafe unsetenv("NO_PROXY")
        }
        let request = HTTPClientRequest(.get, try url(server.url()), namedBy: .configuration)
        #expect(String(decoding: try await client().send(request).body, as: UTF8.self) == "direct")
        let through = try url(proxy.url())
        #expect(
            String(decoding: try await client { $0.proxy = through }.send(request).body, as: UTF8.self) == "proxy"
        )
        #expect(proxy.requests.first?.hasPrefix("GET \(server.url()) HTTP/1.1") == true)
    }

    @Test func `through a proxy, which may be on a private network, it is the proxy that judges addresses`()
        async throws
    {
        let proxy = try CannedServer { _ in canned("200 OK", [], "proxy") }
        let through = try url(proxy.url())
        let request = HTTPClientRequest(.get, try url("http://keys.example/"), namedBy: .document)
        let answer = try await client { $0.proxy = through }.send(request)
        #expect(String(decoding: answer.body, as: UTF8.self) == "proxy")
        #expect(proxy.requests.first?.hasPrefix("GET http://keys.example/ HTTP/1.1") == true)
    }
}
