@testable import CEL
import Testing

@Suite struct CELNumberTests {
    @Test(
        arguments: [
            (.int(-1), .uint(.max), .less), (.uint(.max), .int(-1), .greater), (.int(1), .uint(1), .equal),
            (.int(1), .double(1.5), .less), (.double(1.5), .int(1), .greater), (.uint(.max), .double(.infinity), .less),
            (.double(-.infinity), .int(.min), .less), (.double(.nan), .int(1), .none), (.uint(3), .double(3), .equal),
        ] as [(CELNumber, CELNumber, CELOrder)]
    )
    func `numbers of all types are compared`(lhs: CELNumber, rhs: CELNumber, order: CELOrder) {
        #expect(lhs.compared(with: rhs) == order)
    }

    @Test func `only numbers are numbers`() {
        #expect(CELNumber(.string("1")) == nil)
    }
}
