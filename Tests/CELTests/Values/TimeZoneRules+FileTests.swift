@testable import CEL
import FoundationEssentials
import Testing

@Suite struct TimeZoneRulesFileTests {
    /// A header with counts of flags, leap seconds, transitions, types and bytes of names.
    private func header(_ version: String, _ transitions: Int, _ types: Int, _ names: Int) -> [UInt8] {
        Array("TZif\(version)".utf8) + [UInt8](repeating: 0, count: 15)
            + [0, 0, 0, transitions, types, names].flatMap { number($0, 4) }
    }
    private func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private var file: [UInt8] {
        let body = number(1_000, 8) + [1] + number(0, 4) + [0, 0] + number(3_600, 4) + [1, 0] + Array("A\0".utf8)
        return header("2", 0, 1, 1) + number(0, 4) + [0, 0, 0] + header("2", 1, 2, 2) + body
            + Array("\nA0B,M3.5.0,M10.5.0\n".utf8)
    }

    @Test func `transitions and the rule behind them hold`() throws {
        let rules = try #require(TimeZoneRules(tzif: file))
        #expect(rules.offset(at: 999) == 0)
        #expect(rules.offset(at: 1_000) == 3_600)
        for year in [2026, 2400, 2426, 3026, 9999] {
            let july = try #require(CivilDate(year: year, month: 7, day: 1)).daysSince1970 * 86_400
            let january = try #require(CivilDate(year: year, month: 1, day: 2)).daysSince1970 * 86_400
            #expect(rules.offset(at: july) == 3_600)
            #expect(rules.offset(at: january) == 0)
        }
    }

    @Test func `the first version has 32 bits`() throws {
        let body = number(-1_000, 4) + [0] + number(-18_000, 4) + [0, 0, 0]
        let rules = try #require(TimeZoneRules(tzif: header("\0", 1, 1, 1) + body))
        #expect(rules.offset(at: 0) == -18_000)
    }

    @Test func `a file that is cut is none, wherever`() {
        let rule = Array("\nA0B,M3.5.0,M10.5.0\n".utf8).count
        for count in 0..<(file.count - rule) { #expect(TimeZoneRules(tzif: Array(file[..<count])) == nil) }
        for place in file.indices {
            var broken = file
            broken[place] ^= 0xFF
            _ = TimeZoneRules(tzif: broken)?.offset(at: 1 << 40)
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/Europe/Paris"), "no tzdata here"))
    func `the database of the system is understood`() throws {
        let settings: [(String, String, Int)] = [
            ("Europe/Paris", "2026-07-01T12:00:00Z", 7_200), ("Europe/Paris", "2126-01-01T12:00:00Z", 3_600),
            ("Australia/Sydney", "2009-02-13T23:31:30Z", 39_600), ("Asia/Kathmandu", "2009-02-13T23:31:30Z", 20_700),
            ("America/St_Johns", "2009-02-13T02:00:00Z", -12_600), ("US/Central", "2009-02-13T23:31:30Z", -21_600),
            ("Europe/Paris", "2500-07-01T12:00:00Z", 7_200), ("Asia/Tokyo", "2500-07-01T12:00:00Z", 32_400),
        ]
        for (name, moment, offset) in settings {
            let file = try #require(FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name))
            let rules = try #require(TimeZoneRules(tzif: [UInt8](file)))
            #expect(rules.offset(at: try #require(CELValue.Timestamp(moment)).seconds) == offset, "\(name) \(moment)")
        }
    }
}
