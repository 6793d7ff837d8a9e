@testable import CEL
import Testing

@Suite struct ProgramSettingsTests {
    @Test func `types are checked, names are looked up as they are, and no zone has a name`() {
        let settings = ProgramSettings()
        #expect(settings.checksTypes)
        #expect(settings.container.isEmpty)
        #expect(settings.zones.rules(for: "Europe/Paris") == nil)
        #expect(settings.limits == ProgramLimits())
    }
}
