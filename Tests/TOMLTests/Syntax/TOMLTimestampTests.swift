import Testing

@testable import TOML

@Suite struct TOMLTimestampTests {
    @Test func `seconds may be left out`() throws {
        #expect(TOMLTimestamp.value("07:32") == .time(try #require(TOMLTime(hour: 7, minute: 32))))
    }

    @Test func `a fraction is kept to the nanosecond`() throws {
        let time = try #require(TOMLTime(hour: 0, minute: 0, second: 0, nanosecond: 123_456_789))
        #expect(TOMLTimestamp.value("00:00:00.1234567899") == .time(time))
    }

    @Test(arguments: [("Z", 0), ("z", 0), ("+01:30", 90), ("-08:00", -480)])
    func `an offset is in minutes`(text: String, minutes: Int) throws {
        let date = try #require(TOMLDate(year: 1979, month: 5, day: 27))
        let time = try #require(TOMLTime(hour: 7, minute: 32))
        #expect(TOMLTimestamp.value("1979-05-27t07:32\(text)") == .offsetDateTime(date, time, offset: minutes))
    }

    @Test(arguments: [
        "7:32", "07:3", "07:32:", "07:32:00.", "1979-05-27T", "1979-05-27T07:32+24:00", "1979-05-27T07:32+0100",
        "07:32Z",
    ])
    func `what is neither is none`(text: String) { #expect(TOMLTimestamp.value(text) == nil) }
}
