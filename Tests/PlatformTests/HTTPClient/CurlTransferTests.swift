import Glibc
import HTTP
import Testing

@testable import Platform

@Suite struct CurlTransferTests {
    @Test func `only what the request names is sent`() async throws {
        let server = try CannedServer { _ in canned("200 OK", ["Set-Cookie: a=b"]) }
        let client = CurlClient.silent()
        let fields: HTTPFields = ["X-Mine": "1", "Content-Type": "text/plain"]
        for _ in 0..<2 {
            let request = HTTPClientRequest(
                .post,
                try HTTPURL.of(server.url()),
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
        let answer = try await CurlClient.silent().send(
            HTTPClientRequest(method, try HTTPURL.of(server.url()), namedBy: .configuration)
        )
        #expect(answer.status == .noContent)
        #expect(server.requests.first?.hasPrefix("\(method.text) / HTTP/1.1\r\n") == true)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is an answer, and nothing goes where it leads`(status: Int) async throws {
        let canary = try CannedServer()
        let server = try CannedServer { _ in canned("\(status) Away", ["Location: \(canary.url("/x"))"]) }
        let request = HTTPClientRequest(
            .post,
            try HTTPURL.of(server.url()),
            fields: [.authorization: "Bearer secret"],
            body: Array("code=secret".utf8),
            namedBy: .configuration
        )
        let answer = try await CurlClient.silent().send(request)
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
            var request = HTTPClientRequest(.get, try HTTPURL.of(server.url(path)), namedBy: .configuration)
            request.limit = 10
            await #expect(throws: HTTPClientError.tooLarge) { try await CurlClient.silent().send(request) }
            request.limit = 11
            #expect(try await CurlClient.silent().send(request).body.count == 11)
        }
    }

    @Test func `a head without end is refused`() async throws {
        let field = "X-Long: \(String(repeating: "x", count: 8000))"
        let server = try CannedServer { _ in canned("200 OK", Array(repeating: field, count: 9)) }
        await #expect(throws: HTTPClientError.tooLarge) {
            try await CurlClient.silent().send(
                HTTPClientRequest(.get, try HTTPURL.of(server.url()), namedBy: .configuration)
            )
        }
    }

    @Test func `compressed bytes stay compressed`() async throws {
        let server = try CannedServer { _ in canned("200 OK", ["Content-Encoding: gzip"], "\u{1f}bomb") }
        let answer = try await CurlClient.silent().send(
            HTTPClientRequest(.get, try HTTPURL.of(server.url()), namedBy: .configuration)
        )
        #expect(answer.body == Array("\u{1f}bomb".utf8))
        #expect(server.requests.first?.lowercased().contains("accept-encoding") == false)
    }

    @Test func `a server that is silent is waited for until the deadline`() async throws {
        let server = try CannedServer()
        var request = HTTPClientRequest(.get, try HTTPURL.of(server.url()), namedBy: .configuration)
        request.timeout = .milliseconds(50)
        await #expect(throws: HTTPClientError.timedOut) { try await CurlClient.silent().send(request) }
    }

    @Test func `TLS with a certificate that nobody vouches for is refused`() async throws {
        // Speaks no TLS at all: nothing of the request may be sent in the clear.
        let server = try CannedServer { _ in canned("200 OK") }
        await #expect(throws: HTTPClientError.self) {
            var request = HTTPClientRequest(
                .get,
                try HTTPURL.of("https://127.0.0.1:\(server.port)/"),
                namedBy: .configuration
            )
            request.timeout = .milliseconds(300)
            return try await CurlClient.silent().send(request)
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
        let request = HTTPClientRequest(.get, try HTTPURL.of(server.url()), namedBy: .configuration)
        #expect(String(decoding: try await CurlClient.silent().send(request).body, as: UTF8.self) == "direct")
        let through = try HTTPURL.of(proxy.url())
        #expect(
            String(decoding: try await CurlClient.silent { $0.proxy = through }.send(request).body, as: UTF8.self)
                == "proxy"
        )
        #expect(proxy.requests.first?.hasPrefix("GET \(server.url()) HTTP/1.1") == true)
    }

    @Test func `through a proxy, which may be on a private network, it is the proxy that judges addresses`()
        async throws
    {
        let proxy = try CannedServer { _ in canned("200 OK", [], "proxy") }
        let through = try HTTPURL.of(proxy.url())
        let request = HTTPClientRequest(.get, try HTTPURL.of("http://keys.example/"), namedBy: .document)
        let answer = try await CurlClient.silent { $0.proxy = through }.send(request)
        #expect(String(decoding: answer.body, as: UTF8.self) == "proxy")
        #expect(proxy.requests.first?.hasPrefix("GET http://keys.example/ HTTP/1.1") == true)
    }
}
