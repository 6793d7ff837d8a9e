import HTTP
import Testing

@Suite struct LimitSettingsTests {
    @Test func `only guesses are limited unless somebody asks`() {
        let settings = LimitSettings()
        #expect(settings.principal == nil && settings.global == nil && settings.tool == nil)
        #expect(settings.failures == .window(10, within: .seconds(60)))
    }
}
