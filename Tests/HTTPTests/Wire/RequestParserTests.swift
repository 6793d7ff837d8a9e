import Testing

@testable import HTTP

@Suite struct RequestParserTests {
    private func parse(_ text: String, _ limits: HeadLimits = HeadLimits()) -> HeadResult {
        RequestParser(limits).parse(Array(text.utf8), from: 0)
    }
    private func head(_ text: String) throws -> RequestHead {
        guard case .complete(let head, let end) = parse(text) else { throw NotComplete() }
        #expect(end == text.utf8.count)
        return head
    }
    private struct NotComplete: Error {}

    @Test func `a head is read whole`() throws {
        let head = try head("POST /mcp?a=b HTTP/1.1\r\nHost: x:1\r\nContent-Length: 12\r\nX-A:  b \t\r\n\r\n")
        #expect(head.method == .post)
        #expect(head.path == "/mcp")
        #expect(head.query == "a=b")
        #expect(head.framing == .length(12))
        #expect(head.keepsAlive)
        #expect(head.fields["x-a"] == "b")
        #expect(head.fields[.host] == "x:1")
    }

    @Test func `an absolute target of HTTP 1_0 stands in for the Host that is not there`() throws {
        #expect(try head("GET http://evil.example/a HTTP/1.0\r\n\r\n").fields[.host] == "evil.example")
        #expect(try head("GET /a HTTP/1.0\r\n\r\n").fields[.host] == nil)
    }

    @Test func `an absolute target names the same host`() throws {
        let head = try head("GET http://X:80/a HTTP/1.1\r\nHost: x:80\r\n\r\n")
        #expect(head.path == "/a")
        #expect(parse("GET http://y/a HTTP/1.1\r\nHost: x\r\n\r\n") == .refused(.badRequest))
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", 400),
        ("GET / HTTP/1.1\nHost: a\n\n", 400), ("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\u{0}\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nfoo\r\n\r\n", 400),
        ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505), ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        ("GET / HTTP/1.1x\r\nHost: a\r\n\r\n", 400), ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET / http/1.1\r\nHost: a\r\n\r\n", 400),
        (" GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505),
        (String(repeating: "A", count: 40) + " / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
    ])
    func `what is no request is refused`(text: String, status: Int) {
        #expect(parse(text) == .refused(HTTPStatus(status)))
    }

    @Test func `one empty line before a request is ignored`() throws {
        #expect(try head("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n").path == "/")
    }

    @Test func `a longer head than allowed is refused where it grows too long`() {
        let limits = HeadLimits(bytes: 64, fields: 2)
        let long = String(repeating: "a", count: 100)
        #expect(parse("GET /\(long)", limits) == .refused(.uriTooLong))
        #expect(parse("GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n", limits) == .refused(.uriTooLong))
        #expect(parse("GET / HTTP/1.1\r\nHost: \(long)", limits) == .refused(.headerFieldsTooLarge))
        #expect(parse("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nB: c\r\n\r\n", limits) == .refused(.headerFieldsTooLarge))
    }

    @Test func `every beginning of a good head is incomplete`() {
        let text = Array("\r\nPOST /mcp HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n".utf8)
        for count in text.indices {
            #expect(RequestParser().parse(Array(text[..<count]), from: 0) == .incomplete)
        }
    }

    @Test func `a head is read from the middle of what has come`() {
        let text = "xxGET / HTTP/1.1\r\nHost: a\r\n\r\nyy"
        guard case .complete(let head, let end) = RequestParser().parse(Array(text.utf8), from: 2) else {
            Issue.record("not complete")
            return
        }
        #expect(head.fields[.host] == "a")
        #expect(end == text.utf8.count - 2)
    }

    @Test func `what waits for 100 must have a body to send`() throws {
        let fields = "Host: a\r\nExpect: 100-Continue\r\n"
        #expect(try head("POST / HTTP/1.1\r\n\(fields)Content-Length: 1\r\n\r\n").expectsContinue)
        #expect(try !head("POST / HTTP/1.1\r\n\(fields)\r\n").expectsContinue)
        // HTTP/1.0 has no interim answers (RFC 9110 §10.1.1).
        #expect(try !head("POST / HTTP/1.0\r\n\(fields)Content-Length: 1\r\n\r\n").expectsContinue)
    }
}
