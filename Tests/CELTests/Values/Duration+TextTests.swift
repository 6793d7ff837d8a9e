@testable import CEL
import Testing

@Suite struct DurationTextTests {
    @Test(arguments: [
        ("1h45m47s", "6347s"), ("1.5s", "1.5s"), ("-1.5h", "-5400s"), ("0", "0s"), ("250ms", "0.25s"), (".5s", "0.5s"),
        ("1us1ns", "0.000001001s"), ("+1µs", "0.000001s"), ("1.s", "1s"), ("0.000000001s", "0.000000001s"),
    ])
    func `a duration is read and written`(text: String, written: String) throws {
        #expect(try CELValue.Duration(text).text == written)
    }

    @Test(arguments: ["", "-", "1", "s", "1d", "1 s", "1s ", ".s", "--1s", "1e3s", "１s"])
    func `what is no duration is refused`(text: String) {
        #expect(throws: CELValue.Duration.Unreadable.text) { try CELValue.Duration(text) }
    }

    @Test(arguments: ["9223372037s", "2562048h", "99999999999999999999s", "9223372036s900000000ns"])
    func `292 years are the longest`(text: String) {
        #expect(throws: CELValue.Duration.Unreadable.tooLong) { try CELValue.Duration(text) }
    }
}
