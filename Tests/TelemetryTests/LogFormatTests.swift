import JSON
import Telemetry
import Testing

@Suite struct LogFormatTests {
    private let time = CivilTime(secondsSince1970: 0)
    private func line(_ format: LogFormat, _ event: String) -> String {
        String(
            decoding: format.line(.info, event, ["port": 8080, "name": "a b", "plain": "x", "none": ""], at: time),
            as: UTF8.self
        )
    }

    @Test func `JSON is one object a line`() {
        let expected =
            #"{"time":"1970-01-01T00:00:00Z","level":"info","event":"up","port":8080,"name":"a b","plain":"x","none":""}"#
        #expect(line(.json, "up") == expected + "\n")
    }

    @Test func `text is for people`() {
        #expect(line(.text, "up") == "1970-01-01T00:00:00Z info    up port=8080 name=\"a b\" plain=x none=\"\"\n")
    }

    @Test(arguments: LogFormat.allCases)
    func `nothing an event holds starts a line of its own`(format: LogFormat) {
        let line = format.line(.error, "a\nb\r\u{1b}[31m", ["field": "c\nd\u{7}"], at: time)
        #expect(line.filter { $0 < 0x20 } == [0x0a])
        #expect(line.last == 0x0a)
    }

    @Test(arguments: LogFormat.allCases)
    func `what hides or reorders text is shown by its number`(format: LogFormat) {
        let bytes = format.line(.error, "a\u{202e}b\u{9b}31m", ["field": "c\u{2028}d\u{feff}é👋"], at: time)
        let line = String(decoding: bytes, as: UTF8.self)
        for shown in [#"a\u202eb\u009b31m"#, #"c\u2028d\ufeffé👋"#] { #expect(line.contains(shown)) }
        #expect(bytes.allSatisfy { $0 != 0x7f } && !line.unicodeScalars.contains { $0 == "\u{202e}" })
    }
}
