@testable import JSON
import Testing

@Suite struct JSONDecimalTests {
    @Test(arguments: ["1.50", "15e-1", "0.15E+1", "1.5", "0.00150e3", "1500e-3"])
    func `the same value written differently is equal`(text: String) {
        #expect(JSONDecimal(text) == JSONDecimal("1.5"))
    }

    @Test(arguments: [("1", "-1"), ("1", "10"), ("0.1", "0.01"), ("1e5", "1e6"), ("101", "11")])
    func `different values differ`(lhs: String, rhs: String) {
        #expect(JSONDecimal(lhs) != JSONDecimal(rhs))
    }

    @Test func `it may be made from its parts`() {
        #expect(JSONDecimal(true, 1_500, -2) == JSONDecimal("-15"))
        #expect(JSONDecimal(false, 15, 1) == JSONDecimal("150.0"))
        #expect(JSONDecimal(false, 0, 7) == JSONDecimal("0"))
    }

    @Test func `zeros are equal whatever their exponent`() {
        #expect(JSONDecimal("0e999999999999999999999") == JSONDecimal("0.000"))
    }

    @Test func `an exponent too large for any use does not overflow`() {
        let huge = String(repeating: "9", count: 1_000)
        #expect(JSONDecimal("1e" + huge) != JSONDecimal("1e308"))
        #expect(JSONDecimal("1e-" + huge) != JSONDecimal("1e-308"))
    }

    @Test func `more digits than fit are no decimal`() {
        #expect(JSONDecimal("184467440737095516160001") == nil)
        #expect(JSONDecimal("1" + String(repeating: "0", count: 10_000)) != nil)
    }
}
