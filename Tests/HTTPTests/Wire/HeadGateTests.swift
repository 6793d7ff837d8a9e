import HTTP
import Testing

@Suite struct HeadGateTests {
    private func opens(_ text: [UInt8], limit: Int) -> Bool {
        var gate = HeadGate()
        return gate.opens(text, from: 0, limit: limit)
    }

    @Test func `the gate opens where a head may end, in whatever pieces it comes`() {
        let text = Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
        var gate = HeadGate()
        for count in 1..<(text.count - 1) {
            let isOpen = gate.opens(Array(text[..<count]), from: 0, limit: 1000)
            #expect(!isOpen)
        }
        let isOpen = gate.opens(text, from: 0, limit: 1000)
        #expect(isOpen)
    }

    @Test func `the gate opens for bare line feeds, so that they are refused`() {
        #expect(opens(Array("GET / HTTP/1.1\nHost: a\n\n".utf8), limit: 1000))
    }

    @Test func `the gate opens for a head that is too long`() {
        #expect(opens([UInt8](repeating: 0x61, count: 101), limit: 100))
        #expect(!opens([UInt8](repeating: 0x61, count: 90), limit: 100))
    }
}
