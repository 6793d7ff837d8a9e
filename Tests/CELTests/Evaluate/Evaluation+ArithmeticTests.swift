@testable import CEL
import Testing

@Suite struct EvaluationArithmeticTests {
    @Test(
        arguments: [
            ("9223372036854775807 + x", .outOfRange("int")), ("-9223372036854775808 / -x", .outOfRange("int")),
            ("-9223372036854775808 % -x", .outOfRange("int")), ("-y", .outOfRange("int")),
            ("0u - uint(x)", .outOfRange("uint")),
            ("x / 0", .divisionByZero), ("x % 0", .divisionByZero),
            ("duration('9223372036s') * 2", .noSuchOverload("of *")),
            ("duration('9223372036s') + duration('9223372036s')", .outOfRange("duration")),
            ("dyn(1) + 1.0", .noSuchOverload("of + for int and double")),
            ("dyn('a') - dyn('b')", .noSuchOverload("of - for string and string")),
            ("timestamp(253402300799) + duration('1s')", .outOfRange("timestamp")),
        ] as [(String, CELFailure)]
    )
    func `what no type holds is an error`(source: String, failure: CELFailure) {
        #expect(failure == CELTests.failure(of: source, ["x": .int(1), "y": .int(.min)]))
    }

    @Test(
        arguments: [
            ("'a' + 'b'", .string("ab")), ("b'a' + b'b'", .bytes([97, 98])),
            ("[1] + [2]", .list(.values([.int(1), .int(2)]))),
            ("timestamp(10) - duration('1s') == timestamp(9)", .bool(true)), ("-7 / 2", .int(-3)), ("-7 % 2", .int(-1)),
            ("duration('1s') - duration('2s') == duration('-1s')", .bool(true)), ("1.0 / 0.0", .double(.infinity)),
        ] as [(String, CELValue)]
    )
    func `values are added and subtracted`(source: String, value: CELValue) throws {
        #expect(try evaluate(source) == value)
    }
}
