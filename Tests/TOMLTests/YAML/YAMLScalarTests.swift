import Testing

@testable import TOML

@Suite struct YAMLScalarTests {
    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func `nothing is null`(text: String) { #expect(YAMLScalar(text) == .null) }

    @Test(
        arguments: [
            ("true", .boolean(true)), ("False", .boolean(false)), ("TRUE", .boolean(true)),
            ("0", .integer(0)), ("-7", .integer(-7)), ("+12", .integer(12)), ("0x1F", .integer(31)),
            ("0o17", .integer(15)),
            ("1.5", .float(1.5)), (".5", .float(0.5)), ("1.", .float(1)), ("1e3", .float(1000)),
            ("-2.5E-1", .float(-0.25)),
            (".inf", .float(.infinity)), ("-.INF", .float(-.infinity)),
        ] as [(String, TOMLValue)]
    )
    func `booleans and numbers are what they look like`(text: String, value: TOMLValue) {
        #expect(YAMLScalar(text) == .value(value))
    }

    @Test(arguments: [
        "yes", "no", "on", "off", "y", "tRUE", "nULL", "1.2.3", "1_000", "0x", "0o8", "0xZ", ".", "-", "+", "e3", ".e3",
        "1e",
        "10s", ":8080", "2026-01-01", "12:30", "1.5.", "--1", "a b", "-.5x",
    ])
    func `all else is a string`(text: String) { #expect(YAMLScalar(text) == .value(.string(text))) }

    @Test(arguments: ["010", "0600", "-01", "99999999999999999999", "1e999", "0xFFFFFFFFFFFFFFFFFF"])
    func `a number that means different things, or none, is refused`(text: String) {
        guard case .refused = YAMLScalar(text) else { return #expect(Bool(false), "\(text)") }
    }
}
