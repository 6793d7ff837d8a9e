import HTTP
import JSON
import Telemetry
import Testing

@testable import Platform

/// Where a document may lead: the address that is connected to is judged, however it was found.
@Suite struct OutboundGuardTests {
    private func send(
        _ url: String,
        namedBy origin: HTTPClientRequest.Origin = .document,
        answers: [String] = [],
        trusting isPublic: @escaping @Sendable ([UInt8]) -> Bool = PublicAddress.contains,
        log: Logger = .silent
    ) async throws -> HTTPClientResponse {
        let client = CurlClient(OutboundSettings(), trusting: isPublic, answers: answers, log: log)
        var request = HTTPClientRequest(.get, try #require(HTTPURL(url)), namedBy: origin)
        request.timeout = .seconds(3)
        return try await client.send(request)
    }

    /// Loopback in every spelling that a client understands.
    @Test(arguments: ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0.0.0.0"])
    func `a document that leads to loopback gets no byte there`(host: String) async throws {
        let canary = try CannedServer { _ in canned("200 OK") }
        await #expect(throws: HTTPClientError.notAllowed) { try await send("http://\(host):\(canary.port)/") }
        #expect(canary.connections == 0)
    }

    @Test func `what the operator wrote may be loopback`() async throws {
        let server = try CannedServer { _ in canned("200 OK") }
        #expect(try await send(server.url(), namedBy: .configuration).status == .ok)
    }

    @Test(arguments: [
        "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]",
        "[fe80::1]", "[fd00:ec2::254]", "[::]", "169.254.169.254", "100.100.100.200", "10.0.0.1", "192.168.0.1",
        "172.31.255.255", "168.63.129.16", "255.255.255.255",
    ])
    func `an address that is not public is refused before it is connected to`(host: String) async throws {
        await #expect(throws: HTTPClientError.notAllowed) { try await send("http://\(host):9/") }
    }

    @Test func `a name whose address is private is refused`() async throws {
        let canary = try CannedServer { _ in canned("200 OK") }
        await #expect(throws: HTTPClientError.notAllowed) {
            try await send("http://a.example:\(canary.port)/", answers: ["a.example:\(canary.port):127.0.0.1"])
        }
        #expect(canary.connections == 0)
    }

    @Test func `of several addresses only public ones are connected to`() async throws {
        let canary = try CannedServer { _ in canned("200 OK", [], "private") }
        let server = try CannedServer(on: "127.0.0.2", port: canary.port) { _ in canned("200 OK", [], "public") }
        let answer = try await send(
            "http://a.example:\(server.port)/",
            answers: ["a.example:\(server.port):127.0.0.1,127.0.0.2"],
            trusting: { $0 == [127, 0, 0, 2] }
        )
        #expect(String(decoding: answer.body, as: UTF8.self) == "public")
        #expect(canary.connections == 0)
        #expect(server.requests.first?.contains("Host: a.example:\(server.port)\r\n") == true)
    }

    @Test func `a connection that the operator's request left open does not serve a document's`() async throws {
        let server = try CannedServer { _ in canned("200 OK") }
        let client = CurlClient(OutboundSettings(), trusting: PublicAddress.contains, log: .silent)
        let url = try #require(HTTPURL(server.url()))
        _ = try await client.send(HTTPClientRequest(.get, url, namedBy: .configuration))
        await #expect(throws: HTTPClientError.notAllowed) {
            try await client.send(HTTPClientRequest(.get, url, namedBy: .document))
        }
        #expect(server.requests.count == 1)
    }

    @Test func `the operator is told what was refused`() async throws {
        let events = Events()
        let log = Logger { _, event, fields in events.add("\(event): \(fields["reason"]?.string ?? "")") }
        await #expect(throws: HTTPClientError.notAllowed) { try await send("http://10.0.0.1:9/", log: log) }
        #expect(events.all == ["a document led to an address that is not public: 10.0.0.1 is not public"])
    }
}
