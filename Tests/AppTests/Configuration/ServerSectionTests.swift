import HTTP
import Platform
import TOML
import Testing

@testable import App

@Suite struct ServerSectionTests {
    @Test func `where the server listens is read`() {
        let text = ConfigurationText(
            """
            [server.transport]
            type = "stdio"
            [server.transport.http]
            host = "::1"
            port = 0
            loops = 2
            allowed_hosts = ["mcp.example.com", "10.0.0.1:8443"]
            allowed_origins = ["https://app.example.com"]
            """
        )
        #expect(text.problems.isEmpty)
        #expect(text.configuration.transport == .stdio)
        #expect(text.configuration.server.host == "::1")
        #expect(text.configuration.server.port == 0)
        #expect(text.configuration.server.loops == 2)
        #expect(text.configuration.hosts.allowedHosts == ["mcp.example.com", "10.0.0.1:8443"])
        #expect(text.configuration.hosts.allowedOrigins == ["https://app.example.com"])
    }

    @Test func `limits have units`() {
        let limits = ConfigurationText(
            """
            [server.limits]
            head = "8KiB"
            fields = 50
            body = 1024
            memory = "24MiB"
            connections = 10
            connections_per_address = 5
            requests = 7
            handshake_time = "3s"
            request_time = "1s"
            idle_time = 2.5
            write_time = "PT2S"
            write_rate = "1KiB"
            drain_delay = "5s"
            drain_time = 0
            comment_interval = "1m"
            stall_time = "20ms"
            """
        ).configuration.server.limits
        var expected = HTTPServerSettings.Limits()
        expected.head = 8192
        expected.fields = 50
        expected.body = 1024
        expected.memory = 24 << 20
        expected.connections = 10
        expected.connectionsPerAddress = 5
        expected.requests = 7
        expected.handshakeTime = .seconds(3)
        expected.requestTime = .seconds(1)
        expected.idleTime = .milliseconds(2500)
        expected.writeTime = .seconds(2)
        expected.writeRate = 1024
        expected.drainDelay = .seconds(5)
        expected.drainTime = .zero
        expected.commentInterval = .seconds(60)
        expected.stallTime = .milliseconds(20)
        #expect(limits == expected)
    }

    @Test(
        arguments: [
            ("port = 65536", "must be from 0 to 65535"), ("port = '8080'", "must be an integer, not a string"),
            ("host = 'example.com'", "must be an IPv4 or IPv6 address, or 'localhost'"),
            ("allowed_hosts = ['*']", "must be a host such as"),
            ("allowed_origins = ['*']", "must be an origin such as"),
            ("allowed_origins = ['https://a.example/']", "must be an origin such as"),
        ]
    )
    func `what cannot be is refused`(line: String, reason: String) {
        let errors = ConfigurationText("[server.transport.http]\n" + line).errors
        #expect(errors.count == 1 && errors.first?.contains(reason) == true)
    }

    @Test func `a key in the wrong table is shown the way`() {
        let problems = ConfigurationText("[server]\nallow_anonymous = true").problems
        #expect(problems.map(\.suggestion) == ["it belongs in [server.transport.http]"])
    }
}
