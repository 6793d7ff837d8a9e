import Auth
import CEL
import Platform
import Testing

@testable import App

@Suite struct TimeZonesTests {
    private func gives(_ source: String) throws -> Bool {
        var settings = ProgramSettings()
        settings.zones = .system
        return try Program(source, variables: [:], result: .bool, settings: settings).holds { _ in nil }
    }

    @Test(.enabled(if: (try? FileSystem.read("/usr/share/zoneinfo/Asia/Tokyo", limit: 1 << 20)) != nil, "no tzdata"))
    func `a zone of the database is known by its name`() throws {
        #expect(try gives(#"timestamp("2026-07-01T12:00:00Z").getHours("Asia/Tokyo") == 21"#))
        #expect(try gives(#"timestamp("2026-07-01T12:00:00Z").getHours("Europe/Berlin") == 14"#))
        #expect(try gives(#"timestamp("2026-01-01T12:00:00Z").getHours("Europe/Berlin") == 13"#))
    }

    @Test(arguments: [
        "../../../etc/passwd", "/etc/passwd", "Asia/../Tokyo", "", "Nowhere/Atall", "Asia//Tokyo", ".", "Ä",
    ])
    func `what is no zone has no rules, and names no other file`(name: String) {
        #expect(throws: (any Error).self) { try gives("timestamp('2026-01-01T00:00:00Z').getHours('\(name)') == 0") }
    }
}
