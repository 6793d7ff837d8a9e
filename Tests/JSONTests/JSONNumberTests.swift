@testable import JSON
import Testing

@Suite struct JSONNumberTests {
    private func number(_ digits: String, isNegative: Bool = false, exponent: Int = 0) -> JSONNumber {
        var number = JSONNumber()
        number.isNegative = isNegative
        number.exponent = exponent
        for digit in digits.utf8 { number.append(digit - UInt8(ascii: "0")) }
        return number
    }

    @Test func `whole numbers reach from the least to the greatest Int`() {
        #expect(number("9223372036854775807").integer == .int(.max))
        #expect(number("9223372036854775808").integer == nil)
        #expect(number("9223372036854775808", isNegative: true).integer == .int(.min))
        #expect(number("9223372036854775809", isNegative: true).integer == nil)
        #expect(number("99999999999999999999").integer == nil)
        #expect(number("36893488147419103233").integer == nil)
    }

    @Test func `zeros in front do not count`() {
        #expect(number("0000000000000000000000000000012").integer == .int(12))
    }

    @Test func `a decimal is short while its digits and its power are exact`() {
        #expect(number("15", exponent: -1).shortDecimal == .double(1.5))
        #expect(number("15", isNegative: true, exponent: 22).shortDecimal == .double(-15e22))
        #expect(number("15", exponent: 23).shortDecimal == nil)
        #expect(number("15", exponent: .min).shortDecimal == nil)
        #expect(number("1234567890123456").shortDecimal == nil)
        #expect(number("0", exponent: .max).shortDecimal == .double(0))
    }

    @Test func `an exponent is cut where it is too large for any use`() {
        #expect(number("308").asExponent(isNegative: true) == -308)
        #expect(number("99999999999999999999999").asExponent(isNegative: false) == 1_000_000_000)
    }
}
