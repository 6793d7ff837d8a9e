import HTTP
import TOML
import Testing

@testable import App

@Suite struct MiddlewareSectionsTests {
    @Test func `what is left out is off`() {
        let configuration = ConfigurationText("[middleware]").configuration
        #expect(configuration.accessLog == nil && configuration.cors == nil && configuration.limits == LimitSettings())
    }

    @Test func `cors is read`() {
        let text = ConfigurationText(
            """
            [middleware.cors]
            allow_origins = ["https://a.example", "http://localhost:3000"]
            allow_credentials = true
            allow_methods = ["POST"]
            allow_headers = ["X-One"]
            """
        )
        #expect(text.problems.isEmpty)
        #expect(text.configuration.cors?.allowOrigins == ["https://a.example", "http://localhost:3000"])
        #expect(text.configuration.cors?.allowCredentials == true)
        #expect(text.configuration.cors?.allowMethods == ["POST"])
        #expect(text.configuration.cors?.allowHeaders == ["X-One"])
    }

    @Test func `credentials never go with every origin`() {
        let text = ConfigurationText("[middleware.cors]\nallow_origins = ['*']\nallow_credentials = true")
        #expect(text.configuration.cors?.allowCredentials == false)
        #expect(text.configuration.cors?.allowOrigins == ["*"])
        #expect(text.warnings == ["credentials are off: they never go with the origin '*'"])
        #expect(text.errors.isEmpty)
        #expect(text.problems.map(\.position.line) == [3])
    }

    @Test(arguments: [
        "allow_origins = ['a.example']", "allow_origins = ['null']", "allow_methods = ['GET, POST']",
        "allow_headers = [\"a\\r\\nb\"]",
    ])
    func `what could not stand in a header is refused`(line: String) {
        #expect(ConfigurationText("[middleware.cors]\n" + line).errors.count == 1)
    }

    @Test func `access logs are read, and names of headers know no case`() {
        let log = ConfigurationText("[middleware.access_logs]\nexcluded_headers = ['X-Secret']").configuration.accessLog
        #expect(log?.excludedHeaders == ["x-secret"])
        #expect(ConfigurationText("[middleware.access_logs]\nredacted_headers = ['a b']").errors.count == 1)
    }

    @Test func `what else an access log shows, and where, is read`() {
        let text = ConfigurationText(
            "[middleware.access_logs]\nbodies = true\nmax_body_size = '2KiB'\nfile = '/tmp/a.log'\n[log]\nfile = 'b.log'"
        )
        #expect(text.problems.isEmpty)
        #expect(text.configuration.accessLog?.showsBodies == true)
        #expect(text.configuration.accessLog?.bodyLimit == 2048)
        #expect(text.configuration.accessLog?.file == "/tmp/a.log")
        #expect(text.configuration.log.file == "b.log")
    }
}
