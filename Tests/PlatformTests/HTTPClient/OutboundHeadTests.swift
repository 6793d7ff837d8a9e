import HTTP
import Testing

@testable import Platform

@Suite struct OutboundHeadTests {
    private func head(_ lines: [String]) -> OutboundHead {
        var head = OutboundHead()
        for line in lines { head.take(Array("\(line)\r\n".utf8)) }
        return head
    }

    @Test func `fields are trimmed, and odd lines passed over`() {
        let fields = head(["HTTP/1.1 200 OK", "A:  b \t", "no colon", "bad name: x", ": y", ""]).fields
        #expect(fields.count == 1)
        #expect(fields["A"] == "b")
    }

    @Test func `the last head holds`() {
        let fields = head(["HTTP/1.1 103 Early Hints", "Link: x", "", "HTTP/1.1 200 OK", "A: b"]).fields
        #expect(fields["Link"] == nil && fields["A"] == "b")
    }

    @Test func `more than 64 KiB is too large`() {
        let long = "A: \(String(repeating: "x", count: 1021))"
        #expect(!head(Array(repeating: long, count: 63)).isTooLarge)
        #expect(head(Array(repeating: long, count: 64)).isTooLarge)
    }
}
