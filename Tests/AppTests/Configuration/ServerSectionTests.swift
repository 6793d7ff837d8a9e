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

    @Test func `a socket in the file system has a mode`() {
        let lines = "[server.transport.http]\nsocket = '/run/a.sock'\n"
        #expect(
            ConfigurationText(lines).configuration.server.socket
                == HTTPServerSettings.SocketPath("/run/a.sock", mode: 0o600)
        )
        let read = ConfigurationText(lines + "socket_mode = '0660'\nhost = '0.0.0.0'")
        #expect(read.configuration.server.socket?.mode == 0o660)
        // Nobody beyond this machine can reach it.
        #expect(read.problems.isEmpty)
        for line in ["socket = 'a.sock'", "socket = '/a/'", "socket_mode = '8'", "socket_mode = '0999'"] {
            #expect(ConfigurationText("[server.transport.http]\n\(line)").errors.count == 1, "\(line)")
        }
    }

    @Test func `brackets around IPv6 are left out`() {
        #expect(ConfigurationText("[server.transport.http]\nhost = '[::1]'").configuration.server.host == "::1")
    }

    @Test func `PROXY headers come from trusted proxies`() {
        let lines = "[server.transport.http]\nproxy_protocol = true\n"
        #expect(ConfigurationText(lines).errors == ["only trusted proxies may connect then, and there are none"])
        let read = ConfigurationText(lines + "trusted_proxies = ['10.0.0.0/8']").configuration
        #expect(read.server.proxyProtocol == read.proxies.trusted && read.proxies.trusted.count == 1)
        #expect(ConfigurationText("").configuration.server.proxyProtocol == nil)
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
