import JSON
import JSONSchema
import TOML
import Testing

@testable import App

@Suite struct ValueTypeSchemaTests {
    private func accepts(_ type: ValueType, _ value: JSONValue) throws -> Bool {
        try Schema(.object(type.schema)).accepts(value)
    }

    @Test func `a measure is a number in its range, or a text`() {
        #expect(
            ValueType.size("1KiB", "1MiB").schema["minimum"] == 1024 && ValueType.size("0", "1").schema["maximum"] == 1
        )
        #expect(ValueType.duration("1ms", "1h").schema["minimum"] == 0.001)
        #expect(ValueType.duration("1ms", "1h").schema["maximum"] == 3600)
    }

    @Test(arguments: [
        "1", "1.5", "90s", "1h30m", "1.5h", "250ms", "1us", "1µs", "1μs", "7ns", "PT1H", "P1D", "P1W2D", "P1DT2H3M",
        "PT1.5S", "",
        "1h30", "30 s", "s", "P", "PT", "P1M", "1d", "-1s", "1.s", ".5s", "1H", "pt1h", "PT1H2", "1e3", " 1s", "1s ",
        "P1DT",
    ])
    func `durations are spelled as the reader spells them`(text: String) throws {
        #expect(try accepts(.duration("0s", "24h"), .string(text)) == (Duration(tomlText: text) != nil))
    }

    @Test(arguments: [
        "1", "64KB", "64kb", "64 KiB", "1B", "4MiB", "2gib", "", "KB", "1.5MB", "64Ki", "-1", "1TB", "1 K", " 1", "1 ",
    ])
    func `sizes are spelled as the reader spells them`(text: String) throws {
        #expect(try accepts(.size("0", "1GiB"), .string(text)) == (ByteSize(tomlText: text) != nil))
    }

    private struct Case: Sendable {
        let type: ValueType
        let right: [JSONValue]
        let wrong: [JSONValue]

        static func of(_ type: ValueType, _ right: [JSONValue], not wrong: [JSONValue]) -> Self {
            Self(type: type, right: right, wrong: wrong)
        }

        static let all: [Case] = [
            .of(.boolean, [true, false], not: [1, "yes", "true", []]),
            .of(.integer(1, 9), [1, 9], not: [0, 10, 1.5, "1", true]),
            .of(.number(0.5, 1), [0.5, 1], not: [0.4, 1.1, "1"]),
            .of(.size("1KiB", "1MiB"), [1024, 1_048_576, "64KB"], not: [1023, 1_048_577, 1024.5]),
            .of(.duration("1ms", "1h"), [0.001, 3600, "5m"], not: [0, 3601]),
            .of(.string, ["", "${X}"], not: [1, true]),
            .of(.secret, ["x"], not: [1]),
            .of(.matching("^[a-z]+$"), ["abc"], not: ["ABC", "", 1]),
            .of(.url, ["https://a.example/x", "HTTP://a"], not: ["ftp://a", "a.example", "https://a b", "https://"]),
            .of(.words(["one", "two"]), ["one", "two"], not: ["three", "", 1]),
            .of(.list(.words(["one"])), [[], ["one", "one"]], not: ["one", ["two"], [1]]),
            .of(.either(.words(["all"]), .list(.string)), ["all", ["x"]], not: ["some", [1]]),
            .of(.names(.integer(0, 1)), [[:], ["any": 1]], not: [["any": 2], [], 1]),
        ]
    }

    @Test func `a value is taken where its type takes it`() throws {
        for sample in Case.all {
            for value in sample.right { #expect(try accepts(sample.type, value), "\(sample.type): \(value.text)") }
            for value in sample.wrong { #expect(try !accepts(sample.type, value), "\(sample.type): \(value.text)") }
        }
    }

    @Test(
        arguments: [
            .boolean, .string, .matching("^[a-z]$"), .url, .secret, .integer(0, 1), .number(0, 1), .size("0", "1"),
            .duration("0s", "1s"), .words(["one"]),
        ] as [ValueType]
    )
    func `a variable may stand for any of them`(type: ValueType) throws {
        #expect(try accepts(type, "${NAME_1}"))
        #expect(try accepts(.list(type), ["${NAME_1}"]))
    }

    @Test(arguments: ["$NAME", "${}", "${1}", "${A-B}", "NAME"])
    func `what is no variable stands for nothing`(text: String) throws {
        #expect(try !accepts(.integer(0, 1), .string(text)) && !accepts(.words(["one"]), .string(text)))
    }
}
