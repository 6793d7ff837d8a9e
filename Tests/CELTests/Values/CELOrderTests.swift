@testable import CEL
import Testing

@Suite struct CELOrderTests {
    @Test func `what is not a number has no order`() {
        #expect(CELOrder(Double.nan, 1) == .none)
        #expect(CELOrder(1, 2).inverted == .greater)
    }

    private func order(_ lhs: [UInt8], _ rhs: [UInt8]) -> CELOrder { CELOrder(lhs.span, rhs.span) }

    @Test func `bytes are compared from the front`() {
        #expect(order([1, 2], [1, 3]) == .less)
        #expect(order([1], [1, 0]) == .less)
        #expect(order([], []) == .equal)
        #expect(order([0xFF], [0x01, 2]) == .greater)
    }
}
