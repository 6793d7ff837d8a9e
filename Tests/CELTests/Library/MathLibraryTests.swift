@testable import CEL
import Testing

@Suite struct MathLibraryTests {
    @Test(
        arguments: [
            ("math.greatest(1, 2.5, 2u)", .double(2.5)), ("math.least([3, 1])", .int(1)), ("math.abs(-3)", .int(3)),
            ("math.sign(-2.5)", .double(-1)),
            ("math.sqrt(16)", .double(4)), ("math.round(2.5)", .double(3)), ("math.bitXor(5, 1)", .int(4)),
            ("math.bitShiftRight(-1, 63)", .int(1)),
            ("math.bitShiftLeft(1, 64)", .int(0)), ("math.isNaN(0.0 / 0.0)", .bool(true)), ("math.bitNot(0)", .int(-1)),
        ] as [(String, CELValue)]
    )
    func `numbers are worked with`(source: String, value: CELValue) throws {
        #expect(try evaluate(source) == value)
    }

    @Test(
        arguments: [
            ("math.abs(x)", .int(.min), .outOfRange("int")),
            ("math.greatest(x)", .list(.values([])), .invalidArgument("an empty list has no greatest and no least")),
            ("math.least(x)", .list(.values([.int(1), .string("a")])), .noSuchOverload("for a value of type string")),
            ("math.greatest(x)", .null, .noSuchOverload("for a value of type null")),
            ("math.bitShiftLeft(1, x)", .int(-1), .invalidArgument("negative offset: -1")),
            ("math.bitAnd(1, x)", .uint(1), .noSuchOverload("for a value of type uint")),
            ("math.sqrt(x)", .string(""), .noSuchOverload("for a value of type string")),
        ] as [(String, CELValue, CELFailure)]
    )
    func `what is no number is an error`(source: String, value: CELValue, failure: CELFailure) {
        #expect(failure == CELTests.failure(of: source, ["x": value]))
    }
}
