import TOML
import Testing

@Suite struct DurationTOMLTests {
    @Test(
        arguments: [
            ("30", .seconds(30)), ("0.25", .milliseconds(250)), ("'250ms'", .milliseconds(250)),
            ("'10s'", .seconds(10)),
            ("'5m'", .seconds(300)), ("'1h30m'", .seconds(5400)), ("'1.5h'", .seconds(5400)),
            ("'PT1H'", .seconds(3600)),
            ("'P1DT2H3M4.5S'", .milliseconds(93_784_500)), ("'P2W'", .seconds(1_209_600)), ("'7'", .seconds(7)),
            ("0", .zero),
            ("'1\u{B5}s'", .microseconds(1)),
        ] as [(String, Duration)]
    )
    func `every notation is read`(literal: String, duration: Duration) {
        #expect(TOMLTable(TOMLDocument("a = \(literal)"))["a"] == duration)
    }

    @Test(
        arguments: [
            "-1", "'-1s'", "''", "'s'", "'1x'", "'1h30'", "'P'", "'PT'", "'P1Y'", "'P1M'", "'PT1D'", "'1 s'", "nan",
            "inf", "true",
            "9223372036854775807", "'999999999999999h'", "'1.s'", "'1234567890123456s'",
        ]
    )
    func `what is no duration is refused`(literal: String) {
        let root = TOMLTable(TOMLDocument("a = \(literal)"))
        #expect(root["a"] == Duration?.none)
        #expect(root.problems.map(\.message) == ["'a' must be a duration such as 30, '250ms', '1h30m' or 'PT1H'"])
    }

    @Test(
        arguments: [(.seconds(3600), "1h"), (.seconds(90), "90s"), (.milliseconds(1500), "1500ms"), (.zero, "0s")]
            as [(Duration, String)]
    )
    func `it is written in its largest whole unit`(duration: Duration, text: String) {
        #expect(duration.tomlText == text)
    }
}
