@testable import CEL
import Testing

@Suite struct TimeZoneTableTests {
    @Test(arguments: [
        ("UTC", 0), ("+11:00", 39_600), ("-09:30", -34_200), ("02:00", 7_200), ("-00:00", 0),
    ])
    func `UTC and offsets need no table`(name: String, offset: Int) {
        #expect(TimeZoneTable.empty.rules(for: name) == TimeZoneRules(offset: offset))
    }

    @Test(arguments: ["Europe/Paris", "+2:00", "+24:00", "+02:60", "", "utc"])
    func `other names do`(name: String) {
        #expect(TimeZoneTable.empty.rules(for: name) == nil)
    }

    @Test func `an offset holds from its moment on`() {
        let rules = TimeZoneRules(
            offset: 1,
            changes: [.init(seconds: 10, offset: 2), .init(seconds: 20, offset: 3), .init(seconds: 30, offset: 4)]
        )
        #expect([9, 10, 19, 20, 29, 30, 31].map(rules.offset) == [1, 2, 2, 3, 3, 4, 4])
    }

    @Test func `a zone that an expression names is looked up once`() throws {
        var settings = ProgramSettings()
        settings.zones = TimeZoneTable { $0 == "Mars/Olympus" ? TimeZoneRules(offset: 3_600) : nil }
        let program = try Program("timestamp(0).getHours('Mars/Olympus')", variables: [:], settings: settings)
        #expect(try program.evaluate() == .int(1))
        #expect(throws: CELError.self) {
            try Program("timestamp(0).getHours('Mars/Olympia')", variables: [:], settings: settings)
        }
        let computed = try Program("timestamp(0).getHours(zone)", variables: ["zone": .string], settings: settings)
        #expect(try computed.evaluate(["zone": .string("Mars/Olympus")]) == .int(1))
        #expect(throws: CELEvaluationError.self) { try computed.evaluate(["zone": .string("../etc/passwd")]) }
    }
}
