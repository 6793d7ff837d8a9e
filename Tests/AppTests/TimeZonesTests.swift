import CEL
import FoundationEssentials
import Testing

@testable import App

@Suite struct TimeZonesTests {
    private func program(_ source: String, in folder: String) throws -> Program {
        var settings = ProgramSettings()
        settings.zones = TimeZoneTable(in: folder)
        return try Program(source, variables: ["zone": .string], settings: settings)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/Europe/Paris"), "no tzdata here"))
    func `an expression knows the zones of this machine`() throws {
        let program = try program("timestamp(0).getHours('Europe/Paris') == 1", in: "/usr/share/zoneinfo")
        #expect(try program.holds { _ in nil })
        #expect(throws: CELError.self) {
            try self.program("timestamp(0).getHours('Europe/Pari')", in: "/usr/share/zoneinfo")
        }
    }

    @Test func `without the database only UTC and offsets are known`() throws {
        #expect(throws: CELError.self) { try program("timestamp(0).getHours('Europe/Paris')", in: "/nowhere") }
        #expect(try program("timestamp(0).getHours('+02:00') == 2", in: "/nowhere").holds { _ in nil })
    }

    @Test(arguments: [
        "../../../etc/hostname", "/etc/hostname", "Europe", "", "a\0b", String(repeating: "a", count: 65),
    ])
    func `a name leads nowhere else`(name: String) throws {
        let program = try program("timestamp(0).getHours(zone)", in: "/usr/share/zoneinfo")
        #expect(throws: CELEvaluationError.self) { try program.evaluate(["zone": .string(name)]) }
    }
}
