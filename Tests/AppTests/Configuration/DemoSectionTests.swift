import Testing

@testable import App

@Suite struct DemoSectionTests {
    @Test func `it is read`() {
        let text = ConfigurationText("[demo]\nenabled = true\nmessages_file = '/m'\nfiles_folder = '/f'")
        var expected = DemoSettings()
        expected.isEnabled = true
        expected.messagesFile = "/m"
        expected.filesFolder = "/f"
        #expect(text.configuration.demo == expected)
        #expect(text.problems.isEmpty)
    }
}
