import Testing

@testable import HTTP

@Suite struct FramingRulesTests {
    private func result(_ fields: String, version: String = "1.1") -> HeadResult {
        RequestParser().parse(Array("POST / HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n".utf8), from: 0)
    }
    private func head(_ fields: String, version: String = "1.1") -> RequestHead? {
        if case .complete(let head, _) = result(fields, version: version) { head } else { nil }
    }

    @Test(arguments: [
        ("", RequestHead.Framing.none), ("Content-Length: 0\r\n", .none), ("Content-Length: 7\r\n", .length(7)),
        ("Transfer-Encoding: chunked\r\n", .chunked), ("transfer-encoding: Chunked \r\n", .chunked),
        ("Content-Length: 007\r\n", .length(7)), ("Xransfer-Encoding: chunked\r\n", .none),
    ])
    func `the fields say where the body ends`(fields: String, framing: RequestHead.Framing) {
        #expect(head(fields)?.framing == framing)
    }

    @Test(arguments: [
        ("Content-Length: 1\r\nContent-Length: 1\r\n", 400), ("Content-Length: 1\r\nContent-Length: 2\r\n", 400),
        ("Content-Length: 1, 1\r\n", 400), ("Content-Length: +1\r\n", 400), ("Content-Length: -1\r\n", 400),
        ("Content-Length: 0x1\r\n", 400), ("Content-Length: \r\n", 400), ("Content-Length: 1 1\r\n", 400),
        ("Content-Length: 18446744073709551618\r\n", 400), ("Content-Length: 4194305\r\n", 413),
        ("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", 400),
        ("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n", 400),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 400),
        ("Transfer-Encoding: chunked, chunked\r\n", 400), ("Transfer-Encoding: chunked, identity\r\n", 400),
        ("Transfer-Encoding: gzip, chunked\r\n", 501), ("Transfer-Encoding: xchunked\r\n", 400),
        ("Transfer-Encoding: identity\r\n", 400), ("Transfer-Encoding: chunked, gzip, chunked\r\n", 400),
        ("Transfer-Encoding: \r\n", 400),
        ("Transfer-Encoding: chunked\u{b}\r\n", 400), ("Expect: 200-ok\r\n", 417),
    ])
    func `ambiguous framing is refused`(fields: String, status: Int) {
        #expect(result(fields) == .refused(HTTPStatus(status)))
    }

    @Test func `HTTP 1.0 has no chunks and may leave the host out`() {
        #expect(result("Transfer-Encoding: chunked\r\n", version: "1.0") == .refused(.badRequest))
        let bare = RequestParser().parse(Array("GET / HTTP/1.0\r\n\r\n".utf8), from: 0)
        guard case .complete = bare else {
            Issue.record("HTTP/1.0 without Host is refused")
            return
        }
    }

    @Test(arguments: [
        ("1.1", "", true), ("1.1", "Connection: close\r\n", false), ("1.1", "Connection: x, Close\r\n", false),
        ("1.0", "", false), ("1.0", "Connection: Keep-Alive\r\n", false),
        ("1.0", "Connection: keep-alive, close\r\n", false), ("1.1", "Connection: close, Content-Length\r\n", false),
    ])
    func `the version and the connection options say whether it stays open`(
        version: String,
        fields: String,
        keepsAlive: Bool
    ) {
        #expect(head(fields, version: version)?.keepsAlive == keepsAlive)
    }
}
