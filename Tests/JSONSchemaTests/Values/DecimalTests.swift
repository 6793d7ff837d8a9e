import Testing

@testable import JSONSchema

@Suite struct DecimalTests {
    @Test func `spelling does not count`() {
        for text in ["150", "1.5e2", "15E+1", "0.150e3", "150.000", "1500e-1"] {
            #expect(Decimal(text) == Decimal("150"))
        }
        for text in ["0", "-0", "0.0", "-0e99", "0E-5"] { #expect(Decimal(text) == Decimal("0")) }
    }

    @Test func `numbers of any length are in order`() {
        let ascending = [
            "-1e400", "-123456789012345678901", "-123456789012345678900", "-2", "-1.5", "-1e-400", "0", "1e-400", "0.1",
            "0.10000000000000000001", "1", "9", "10", "18446744073709551615", "18446744073709551616", "1e400",
        ].map { Decimal($0) }
        for (place, number) in ascending.enumerated() {
            for (other, bound) in ascending.enumerated() { #expect((number < bound) == (place < other)) }
        }
        #expect(Decimal("1e99999999999999999999") > Decimal("1e400"))
    }

    @Test(arguments: [
        ("0.0075", "0.0001", true), ("0.00751", "0.0001", false), ("1e308", "0.123456789", false), ("4.5", "1.5", true),
        ("1e308", "0.5", true), ("35", "1.5", false), ("0", "7", true), ("12391239123", "1e-8", true),
        ("19.99", "0.01", true),
        ("-9", "3", true), ("1e1000000000", "3", false), ("1e1000000000", "8", true), ("10", "100", false),
        ("100", "1e2", true),
        ("123456789012345678901234567890", "10", true), ("123456789012345678901234567891", "7", false),
    ])
    func `multiples are exact`(number: String, divisor: String, isMultiple: Bool) throws {
        #expect(Decimal(number).isMultiple(of: try #require(Decimal.Divisor(Decimal(divisor)))) == isMultiple)
    }

    @Test(arguments: ["0", "-1", "12345678901234567891"])
    func `what is not above zero, or too long, is no divisor`(text: String) {
        #expect(Decimal.Divisor(Decimal(text)) == nil)
    }

    @Test func `an integer has nothing behind the point`() {
        #expect(Decimal("1.50e1").isInteger)
        #expect(Decimal("0.0").isInteger)
        #expect(!Decimal("1.55e1").isInteger)
    }
}
