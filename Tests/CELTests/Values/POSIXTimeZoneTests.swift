@testable import CEL
import Testing

@Suite struct POSIXTimeZoneTests {
    private func changes(_ rule: String, _ year: Int) -> [String] {
        (POSIXTimeZone(rule)?.changes(in: year) ?? []).map { change in
            "\(CELValue.Timestamp(seconds: change.seconds)?.text ?? "") \(change.offset)"
        }
    }

    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", 2026, ["2026-03-29T01:00:00Z 7200", "2026-10-25T01:00:00Z 3600"]),
        ("EST5EDT,M3.2.0,M11.1.0", 2026, ["2026-03-08T07:00:00Z -14400", "2026-11-01T06:00:00Z -18000"]),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", 2026, ["2026-04-04T16:00:00Z 36000", "2026-10-03T16:00:00Z 39600"]),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026, ["2026-03-29T01:00:00Z -3600", "2026-10-25T01:00:00Z -7200"]),
        ("A0B,J60/0,J365/0", 2024, ["2024-03-01T00:00:00Z 3600", "2024-12-30T23:00:00Z 0"]),
        ("A0B-2:30,59/0,365/24", 2024, ["2024-02-29T00:00:00Z 9000", "2024-12-31T21:30:00Z 0"]),
        ("IST-5:30", 2026, []),
    ])
    func `a rule changes the clocks`(rule: String, year: Int, expected: [String]) {
        #expect(POSIXTimeZone(rule) != nil)
        #expect(changes(rule, year) == expected)
    }

    @Test(arguments: [
        "", "CET", "<+03", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.1.0,M1.1.0", "A0B,J0,J1", "A168",
        "A0B,M1.1.7,0", "A0B,0,0x",
    ])
    func `what is no rule is refused`(rule: String) {
        #expect(POSIXTimeZone(rule) == nil)
    }
}
