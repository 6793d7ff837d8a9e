import JSON
import Testing

@Suite struct JSONReaderNumberTests {
    @Test(
        arguments: [
            ("0", 0), ("1", 1), ("-1", -1), ("9007199254740993", 9_007_199_254_740_993),
            ("9223372036854775807", .max), ("-9223372036854775808", .min),
        ] as [(String, Int)]
    )
    func `a whole number is exact to 64 bits`(text: String, value: Int) throws {
        #expect(try JSONValue(parsing: text) == .int(value))
        #expect(JSONValue.int(value).text == text)
    }

    @Test(
        arguments: [
            ("1.0", 1), ("1e0", 1), ("1E+2", 100), ("-0.5", -0.5), ("0.1", 0.1), ("1e-7", 1e-7), ("123.456", 123.456),
            ("1e22", 1e22), ("1e23", 1e23), ("5e-324", .leastNonzeroMagnitude),
            ("1.7976931348623157e308", .greatestFiniteMagnitude),
            ("2.2250738585072014E-308", .leastNormalMagnitude), ("0e999999999999999999999", 0), ("0.0", 0),
            ("0.30000000000000004", 0.30000000000000004), ("1.50000000000000000000000000", 1.5),
            ("100000000000000000000.0", 1e20),
        ] as [(String, Double)]
    )
    func `a fraction whose value the shortest digits of a double keep is a double`(text: String, value: Double) throws {
        #expect(try JSONValue(parsing: text) == .double(value))
        #expect(try JSONValue(parsing: JSONValue.double(value).text) == .double(value))
    }

    @Test(arguments: [
        "9223372036854775808", "-9223372036854775809", "18446744073709551616", "10000000000000000000",
        "123456789012345678901234567890", "1e400", "-1e400", "1e-400", "0.1000000000000000055511151231257827",
        "9007199254740993.0", "1.000000000000000005", "4.9e-324", "1e99999999999999999999",
        "1e-99999999999999999999",
    ])
    func `what neither holds is kept as it was written`(text: String) throws {
        #expect(try JSONValue(parsing: text) == .digits(text))
        #expect(try JSONValue(parsing: text).text == text)
    }

    @Test func `minus zero keeps its sign`() throws {
        guard case .double(let zero) = try JSONValue(parsing: "-0") else { return #expect(Bool(false)) }
        #expect(zero.sign == .minus)
        #expect(try JSONValue(parsing: "-0").text == "-0.0")
        #expect(try JSONValue(parsing: "-0.0e5").text == "-0.0")
    }

    @Test func `one and one point nought stay apart`() throws {
        #expect(try JSONValue(parsing: "[1,1.0]").text == "[1,1.0]")
        #expect(try JSONValue(parsing: "1") != JSONValue(parsing: "1.0"))
    }

    @Test(arguments: [
        "-", "+1", "01", "-01", "00", "1.", ".5", "-.5", "1e", "1e+", "1.e1", "0x10", "1_000", "1,0", "1.2.3", "1e1.5",
        "1e1e1", "--1", "- 1", "1 .5", "\u{FF11}", "\u{661}",
    ])
    func `what is no number is refused`(text: String) {
        #expect(problem(with: text) != nil)
        #expect(problem(with: "[\(text)]") != nil || text == "1,0")
    }

    @Test func `every double reads back from its shortest digits`() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let double = Double(bitPattern: generator.next())
            guard double.isFinite else { continue }
            #expect(try JSONValue(parsing: JSONValue.double(double).text) == .double(double))
        }
    }

    @Test func `every whole number reads back`() throws {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<5_000 {
            let int = Int(truncatingIfNeeded: generator.next()) >> Int.random(in: 0..<64, using: &generator)
            #expect(JSONValue.int(int).text == "\(int)")
            #expect(try JSONValue(parsing: "\(int)") == .int(int))
        }
    }

    @Test func `short decimals are the nearest doubles`() throws {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<20_000 {
            let mantissa = Int.random(in: 0..<1_000_000_000_000_000, using: &generator)
            let text = "\(mantissa)e\(Int.random(in: -40...40, using: &generator))"
            let double = try #require(Double(text))
            #expect(try JSONValue(parsing: text) == .double(double))
        }
    }
}
