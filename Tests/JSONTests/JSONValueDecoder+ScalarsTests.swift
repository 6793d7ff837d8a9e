import JSON
import Testing

@Suite struct JSONValueDecoderScalarsTests {
    private func decoded<T: Decodable>(_ text: String, _ type: T.Type) -> T? {
        try? JSONValue(parsing: text).decode(type)
    }

    @Test func `a whole number may be written with a fraction of nought`() {
        #expect(decoded("42", Int.self) == 42)
        #expect(decoded("42.0", Int.self) == 42)
        #expect(decoded("4.2e1", UInt8.self) == 42)
        #expect(decoded("-0", Int.self) == 0)
        #expect(decoded("42.5", Int.self) == nil)
        #expect(decoded("1e400", Int.self) == nil)
    }

    @Test func `a whole number has to fit`() throws {
        #expect(decoded("127", Int8.self) == 127)
        #expect(decoded("128", Int8.self) == nil)
        #expect(decoded("-1", UInt.self) == nil)
        #expect(decoded("18446744073709551615", UInt64.self) == .max)
        #expect(decoded("18446744073709551616", UInt64.self) == nil)
        #expect(decoded("-170141183460469231731687303715884105728", Int128.self) == .min)
        #expect(decoded("340282366920938463463374607431768211455", UInt128.self) == .max)
        #expect(decoded("65535", UInt16.self) == .max)
        #expect(decoded("65536", Int32.self) == 65_536)
        #expect(decoded("-65536", Int64.self) == -65_536)
        #expect(decoded("4294967296", UInt32.self) == nil)
        #expect(decoded("32768", Int16.self) == nil)
        let expected = JSONMismatch(path: "", expected: "an integer from -128 to 127", found: "a number")
        #expect(throws: expected) { try JSONValue.int(1_000).decode(Int8.self) }
    }

    @Test func `a floating-point number is the nearest`() {
        #expect(decoded("1", Double.self) == 1)
        #expect(decoded("0.1000000000000000055511151231257827", Double.self) == 0.1)
        #expect(decoded("18446744073709551616", Double.self) == 18_446_744_073_709_551_616)
        #expect(decoded("0.1", Float.self) == 0.1)
        #expect(decoded("1e400", Double.self) == nil)
        #expect(decoded("1e300", Float.self) == nil)
    }

    @Test func `nothing is guessed`() {
        #expect(decoded(#""1""#, Int.self) == nil)
        #expect(decoded(#""1""#, Double.self) == nil)
        #expect(decoded("1", String.self) == nil)
        #expect(decoded("1", Bool.self) == nil)
        #expect(decoded(#""true""#, Bool.self) == nil)
        #expect(decoded("true", Int.self) == nil)
        #expect(decoded("null", String.self) == nil)
        #expect(decoded("true", Bool.self) == true)
        #expect(decoded(#""x""#, String.self) == "x")
    }

    @Test func `null is an optional's nothing`() {
        #expect(decoded("null", Int?.self) == .some(nil))
        #expect(decoded("1", Int?.self) == .some(1))
        #expect(decoded("[1,null]", [Int?].self) == [1, nil])
    }
}
