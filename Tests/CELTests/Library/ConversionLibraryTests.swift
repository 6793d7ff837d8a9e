@testable import CEL
import Testing

@Suite struct ConversionLibraryTests {
    @Test(
        arguments: [
            ("int('-7')", .int(-7)), ("uint(7.9)", .uint(7)), ("double('1e3')", .double(1000)),
            ("string(true)", .string("true")),
            ("string(ip('::1'))", .string("::1")), ("string(duration('90s'))", .string("90s")),
            ("bytes('é')", .bytes([0xC3, 0xA9])),
            ("bool('t')", .bool(true)), ("string(1.0)", .string("1")),
            ("int(timestamp('1970-01-01T00:01:00Z'))", .int(60)),
            ("type(1) == int", .bool(true)), ("type(dyn('a')) == string", .bool(true)),
        ] as [(String, CELValue)]
    )
    func `values are converted`(source: String, value: CELValue) throws {
        #expect(try evaluate(source) == value)
    }

    @Test(
        arguments: [
            ("int(d)", .double(.nan), .outOfRange("int")), ("int(d)", .double(0x1p63), .outOfRange("int")),
            ("uint(d)", .double(-1), .outOfRange("uint")), ("uint(d)", .double(.infinity), .outOfRange("uint")),
            ("int(d)", .string("1.5"), .invalidArgument("'1.5' is no int")),
            ("double(d)", .string(""), .invalidArgument("'' is no double")),
            ("timestamp(d)", .int(.max), .outOfRange("timestamp")),
            ("duration(d)", .string("x"), .invalidArgument("'x' is no duration")),
            ("string(d)", .bytes([0xFF]), .invalidArgument("invalid UTF-8")),
            ("string(d)", .null, .noSuchOverload("for a value of type null")),
            ("bool(d)", .string("yes"), .invalidArgument("'yes' is no bool")),
            ("int(d)", .bool(true), .noSuchOverload("for a value of type bool")),
        ] as [(String, CELValue, CELFailure)]
    )
    func `what has no such value is an error`(source: String, value: CELValue, failure: CELFailure) {
        #expect(failure == CELTests.failure(of: source, ["d": value]))
    }
}
