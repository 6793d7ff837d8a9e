import JSON
import Testing

@testable import JSONSchema

@Suite struct NumberTests {
    private func number(_ text: String) throws -> Number { try #require(Number(JSONValue(parsing: text))) }

    @Test(arguments: [
        ("1", "1.0"), ("100", "1e2"), ("0", "-0.0"), ("9007199254740993", "9007199254740993.0"),
        ("18446744073709551616", "18446744073709551616.00"), ("1e400", "10e399"),
        ("9223372036854775807", "9223372036854775807.0"),
    ])
    func `the same value is the same number`(lhs: String, rhs: String) throws {
        #expect(try number(lhs) == number(rhs))
        #expect(try number(lhs).approximation == number(rhs).approximation)
    }

    @Test(arguments: [
        ("1", "1.5"), ("-1.5", "-1"), ("9007199254740992.0", "9007199254740993"),
        ("9223372036854775807", "9223372036854775808"),
        ("9007199254740993", "9007199254740994.0"), ("-18446744073709551616", "-9223372036854775808"),
        ("0.1", "0.10000000000000000001"),
    ])
    func `different values are in order`(lesser: String, greater: String) throws {
        #expect(try number(lesser) < number(greater))
        #expect(try !(number(greater) < number(lesser)))
        #expect(try number(lesser) != number(greater))
    }

    @Test(arguments: [
        ("1", true), ("1.0", true), ("1.5", false), ("1e300", true), ("1e-300", false), ("1.5e400", true),
        ("-0.0", true),
    ])
    func `an integer may be written with a point`(text: String, isInteger: Bool) throws {
        #expect(try number(text).isInteger == isInteger)
    }

    @Test func `what is no number has no value`() {
        #expect(Number("1") == nil)
        #expect(Number(true) == nil)
        #expect(Number(.double(.nan)) == nil)
    }
}
