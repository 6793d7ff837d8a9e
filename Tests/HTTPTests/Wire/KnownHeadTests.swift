import Testing

@testable import HTTP

@Suite struct KnownHeadTests {
    private let limits = HeadLimits(bytes: 16 << 10, body: 1000)
    private let text =
        "POST /mcp?a=b HTTP/1.1\r\nHost: localhost:80\r\nContent-Length:  305 \r\nX-A: some longer value\r\n\r\n"

    private func parsed(_ text: String) -> RequestHead? {
        guard case .complete(let head, _) = RequestParser(limits).parse(Array(text.utf8), from: 0) else { return nil }
        return head
    }
    private func remember(_ text: String) -> KnownHead? {
        parsed(text).flatMap { KnownHead($0, from: Array(text.utf8)[...], within: limits) }
    }
    /// What is made of `other` by who knows `text`; `nil` where it must be parsed.
    private func head(_ text: String, read other: String) throws -> RequestHead? {
        let known = try #require(remember(text))
        let bytes = Array(other.utf8)
        return known.read(bytes, from: 0).map { known.head($0, of: bytes) }
    }

    @Test func `a head that comes again is what it was`() throws {
        let known = try #require(remember(text))
        let bytes = Array("abc\(text){}".utf8)
        let reading = try #require(known.read(bytes, from: 3))
        #expect(reading.isSame && reading.end == 3 + text.utf8.count)
        #expect(known.head(reading, of: bytes) == parsed(text))
    }

    @Test func `no byte may differ`() throws {
        let known = try #require(remember(text))
        let bytes = Array(text.utf8)
        let digits = text.utf8.count - "305 \r\nX-A: some longer value\r\n\r\n".utf8.count
        for index in bytes.indices where !(digits..<digits + 3).contains(index) {
            var other = bytes
            other[index] ^= 0x20
            #expect(known.read(other, from: 0) == nil)
        }
        for count in bytes.indices { #expect(known.read(Array(bytes[..<count]), from: 0) == nil) }
    }

    @Test(arguments: ["306", "007", "999", "001"])
    func `only the length of the body may`(length: String) throws {
        let other = text.replacing("305", with: length)
        let head = try #require(try head(text, read: other))
        #expect(head == parsed(other) && head.framing == .length(Int(length) ?? 0))
        #expect(head.fields[.contentLength] == length && head.fields["X-A"] == "some longer value")
    }

    @Test(arguments: ["000", "3x5", "-05", "30", "3050", "+30"])
    func `what is no length, no body, or another number of digits is parsed`(length: String) throws {
        #expect(try head(text, read: text.replacing("305", with: length)) == nil)
    }

    @Test func `a body that is too large is parsed, and refused there`() throws {
        let text = self.text.replacing("305", with: "0305")
        #expect(try head(text, read: text.replacing("0305", with: "1000"))?.framing == .length(1000))
        #expect(try head(text, read: text.replacing("0305", with: "1001")) == nil)
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
    ])
    func `a head without a length is known whole`(text: String) throws {
        #expect(try head(text, read: text) == parsed(text))
        #expect(try head(text, read: text.replacing(": 0", with: ": 5").replacing(": a", with: ": b")) == nil)
    }

    @Test func `what is too long, or is not what was sent, is not kept`() {
        let long = "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: KnownHead.limit))\r\n\r\n"
        #expect(parsed(long) != nil && remember(long) == nil)
        // The parser makes a field of the target.
        let absolute = "GET http://a/ HTTP/1.0\r\nX: y\r\n\r\n"
        #expect(parsed(absolute)?.fields[.host] == "a" && remember(absolute) == nil)
    }
}
