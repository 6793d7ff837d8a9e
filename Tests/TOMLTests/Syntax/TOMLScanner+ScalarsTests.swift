import Testing

@testable import TOML

@Suite struct TOMLScannerScalarsTests {
    @Test(
        arguments: [
            ("True", "did you mean 'true'?"), ("yes", "did you mean 'true'?"), ("off", "did you mean 'false'?"),
            ("null", "leave the key out instead"), ("hello", "a string needs quotes"), ("10s", "a string needs quotes"),
            ("007", "a number cannot start with 0"), ("2026-7-1", "expected one such as 2026-07-28T12:00:00Z"),
        ]
    )
    func `what is no value is answered with what may have been meant`(word: String, suggestion: String) {
        #expect(TOMLDocument("a = \(word)").problems.map(\.suggestion) == [suggestion])
    }

    @Test(arguments: ["9223372036854775808", "0xFFFFFFFFFFFFFFFFF", "1e400"])
    func `a number beyond 64 bits is too large`(word: String) {
        #expect(TOMLDocument("a = \(word)").problems.map(\.message) == ["the number is too large"])
    }

    @Test func `a blank may stand between date and time`() throws {
        let date = try #require(TOMLDate(year: 2026, month: 7, day: 28))
        let time = try #require(TOMLTime(hour: 12, minute: 30))
        #expect(TOMLDocument("a = 2026-07-28 12:30").root["a"]?.value == .dateTime(date, time))
        #expect(TOMLDocument("a = 2026-07-28 # day").root["a"]?.value == .date(date))
    }
}
