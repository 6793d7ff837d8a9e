import HTTP
import Testing

@Suite struct AccessLogSettingsTests {
    @Test func `bodies are not shown unless somebody asks`() {
        #expect(!AccessLogSettings().showsBodies && AccessLogSettings().bodyLimit == 1024)
    }
}
