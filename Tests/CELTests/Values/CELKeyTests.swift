@testable import CEL
import Testing

@Suite struct CELKeyTests {
    @Test func `numbers are keys by their value`() {
        #expect(CELKey(.uint(7)) == .int(7))
        #expect(CELKey(.double(7)) == .int(7))
        #expect(CELKey(.double(0x1p63)) == .uint(1 << 63))
        #expect(CELKey(.double(0.5)) == nil)
        #expect(CELKey(.double(.infinity)) == nil)
    }

    @Test func `normalisation makes no two strings one`() {
        #expect(CELKey(.string("\u{E9}")) != CELKey(.string("e\u{301}")))
        #expect(!"\u{E9}".isExactly("e\u{301}"))
        #expect("\u{E9}".isExactly("\u{E9}"))
    }
}
