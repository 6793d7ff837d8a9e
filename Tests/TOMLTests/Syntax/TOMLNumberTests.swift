import Testing

@testable import TOML

@Suite struct TOMLNumberTests {
    @Test(
        arguments: [
            ("0", 0), ("-17", -17), ("+1_000", 1000), ("0xdead_BEEF", 0xDEAD_BEEF), ("0o755", 0o755), ("0b11", 3),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("-0", 0),
        ]
    )
    func `an integer is read`(word: String, number: Int) { #expect(TOMLNumber.value(word) == .integer(number)) }

    @Test(
        arguments: [
            ("1.5", 1.5), ("-0.25", -0.25), ("5e+22", 5e22), ("1_0.0_1E-0_2", 0.1001), ("inf", .infinity),
            ("-inf", -.infinity), ("9007199254740993.0", 9_007_199_254_740_992),
        ]
    )
    func `a float is read`(word: String, number: Double) { #expect(TOMLNumber.value(word) == .float(number)) }

    @Test func `nan is one`() {
        guard case .float(let value) = TOMLNumber.value("+nan") else { return #expect(Bool(false)) }
        #expect(value.isNaN)
    }

    @Test(
        arguments: [
            "", "+", "01", "1_", "_1", "1__0", "1.", ".5", "1.e5", "1e", "1e1.5", "0x", "0xG", "+0x1", "0b2", "0X1",
            "1.2.3",
            "Inf", "1._5", "--1", "1e5_", "00.5",
        ]
    )
    func `what is no number is none`(word: String) { #expect(TOMLNumber.value(word) == nil) }
}
