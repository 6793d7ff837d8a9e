@testable import CEL
import Testing

@Suite struct CELValueArgumentsTests {
    @Test func `an argument of another type is no overload`() {
        #expect(throws: CELFailure.noSuchOverload("for a value of type int")) { try CELValue.int(1).asString() }
        #expect(throws: CELFailure.noSuchOverload("for a value of type string")) { try CELValue.string("1").asInt() }
    }

    @Test func `an argument of the type is its value`() throws {
        #expect(try CELValue.int(1).asInt() == 1)
        #expect(try CELValue.bytes([1]).asBytes() == [1])
        #expect(try CELValue.optional(nil).asOptional() == nil)
    }
}
