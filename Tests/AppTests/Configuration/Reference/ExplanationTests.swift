import Platform
import TOML
import Testing

@testable import App

@Suite struct ExplanationTests {
    private func loaded(_ text: String) throws -> LoadedConfiguration {
        var loader = ConfigurationLoader()
        loader.readFile = { _ in .success(Array(text.utf8)) }
        loader.variable = { ["SERVER_KEY": String(repeating: "k", count: 32)][$0] }
        return try loader.load("config.toml")
    }

    private func failure(_ word: String) -> String {
        do throws(UsageError) {
            return try Explanation(of: word, in: nil).text
        } catch {
            return error.message
        }
    }

    @Test func `a key is explained, with the value of the moment`() throws {
        let text = try Explanation(of: "server.limits.body", in: loaded("[server.limits]\nbody = '8MiB'")).text
        #expect(
            text == """
                server.limits.body

                A request's body; more is 413.

                type     size, 0 to 1GiB: a number of bytes, or "64KB" (64,000), "64KiB" (65,536), "4MiB"
                default  "4MiB"
                now      "8MiB" (config.toml)
                reload   needs a restart
                """
        )
    }

    @Test func `the end of a path is enough where one key has it`() throws {
        let text = try Explanation(of: "page_size", in: nil).text
        #expect(text.hasPrefix("mcp.page_size\n\nItems on one page of a list.\n"))
        #expect(text.contains("now      not known: mcp-forge check says what is wrong with the configuration\n"))
        #expect(text.contains("reload   applies on reload"))
        #expect(try Explanation(of: "http.host", in: nil).text.hasPrefix("server.transport.http.host\n"))
    }

    @Test func `several are named`() {
        #expect(
            failure("host") == """
                'host' may be any of these:
                  server.transport.http.host
                  management.host
                """
        )
    }

    @Test func `an unknown one is none, and one that was perhaps meant is named`() {
        #expect(
            failure("server.limits.boddy")
                == "there is no key 'server.limits.boddy'; did you mean 'server.limits.body'?"
        )
        #expect(failure("page_sise") == "there is no key 'page_sise'; did you mean 'page_size'?")
        #expect(failure("") == "there is no key ''")
        #expect(failure("zzzzzzzzzzzz") == "there is no key 'zzzzzzzzzzzz'")
    }

    @Test(arguments: ["server.tls", "[server.tls]", "tls"])
    func `a table lists its keys, and the tables in it`(name: String) throws {
        let text = try Explanation(of: name, in: nil).text
        #expect(text.hasPrefix("[server.tls]\n\nHTTPS instead of HTTP (TLS); files are PEM.\n\ncertificate  string"))
        #expect(text.contains("\nmin_version  \"1.2\" or \"1.3\"            \"1.2\"\n"))
        #expect(text.hasSuffix("\n\nTables in it: [[server.tls.hosts]]"))
    }

    @Test(arguments: [
        "server.tls.hosts[].names", "server.tls.hosts[3].names", "server.tls.hosts.names", "hosts.names",
    ])
    func `elements of arrays are found with and without their numbers`(name: String) throws {
        #expect(try Explanation(of: name, in: nil).text.hasPrefix("server.tls.hosts[].names\n"))
    }

    @Test func `names that anybody may choose are found`() throws {
        let file = "[access.resources.'greeting://{name}.x']\nscopes = ['a']\n[access.resources.b]\nscopes = ['c']"
        let loaded = try loaded(file)
        for name in ["access.resources.\"greeting://{name}.x\".scopes", "access.resources.*.scopes"] {
            let text = try Explanation(of: name, in: loaded).text
            #expect(text.hasPrefix("access.resources.*.scopes\n"))
            #expect(
                text.contains(
                    "now      access.resources.greeting://{name}.x.scopes = [\"a\"], access.resources.b.scopes = [\"c\"] (config.toml)\n"
                )
            )
        }
    }

    @Test func `secrets are never shown, wherever they stand`() throws {
        let file = """
            [server.keys]
            ring = ["0123456789012345678901234567890123456789"]
            [management]
            token = "hidden-token"
            [traces]
            endpoint = "http://localhost:4318"
            [traces.headers]
            Authorization = "hidden-header"
            """
        let loaded = try loaded(file)
        for key in ["server.keys.ring", "management.token", "traces.headers"] {
            let text = try Explanation(of: key, in: loaded).text
            #expect(text.contains("[secret]"), "\(text)")
            #expect(!text.contains("hidden") && !text.contains("0123"), "\(text)")
        }
    }

    @Test func `a value that is left out is the default`() throws {
        #expect(
            try Explanation(of: "page_size", in: loaded("")).text.contains(
                "now      the default: it is left out in config.toml\n"
            )
        )
        let none = LoadedConfiguration(configuration: Configuration(), path: nil, warnings: [])
        #expect(try Explanation(of: "page_size", in: none).text.contains("now      the default: there is no file\n"))
    }

    @Test func `every key and every table can be explained`() throws {
        for section in ConfigurationReference.sections {
            if !section.path.isEmpty {
                #expect(try Explanation(of: section.path, in: nil).text.hasPrefix(section.header))
            }
            for key in section.keys {
                let path = section.path(of: key)
                #expect(try Explanation(of: path, in: nil).text.hasPrefix("\(path)\n"), "\(path)")
            }
        }
    }
}
