@testable import CEL
import Testing

@Suite struct CELValueTextTests {
    @Test func `doubles are written with as few digits as possible`() {
        #expect(CELValue.text(of: 1) == "1")
        #expect(CELValue.text(of: -0.0045) == "-0.0045")
        #expect(CELValue.text(of: -.infinity) == "-Infinity")
    }

    @Test func `lists and maps are written, the latter in order`() throws {
        #expect(try evaluate("'%s'.format([[1, {'b': 2u, 'a': [null]}]])") == .string("[1, {a: [null], b: 2}]"))
    }

    @Test func `optionals are not`() {
        #expect(
            failure(of: "'%s'.format([optional.none()])") == .noSuchOverload("of format for a value of type optional")
        )
    }
}
