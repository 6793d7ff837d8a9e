import JSON
import JSONSchema
import TOML
import Testing

@testable import App

@Suite struct ConfigurationSchemaTests {
    private let schema: Schema

    init() throws { schema = try ConfigurationSchema.compiled() }

    private func violations(_ text: String) -> [String] {
        schema.violations(in: JSONValue(TOMLDocument(text).root)).map { $0.sentence(about: "file") }
    }

    @Test func `it takes what this repository ships, and every example`() throws {
        #expect(violations(try Repository.text("config.toml")) == [])
        #expect(violations(try Repository.everything()) == [])
        for defaults in [true, false] { #expect(violations(SampleConfiguration.text(withDefaults: defaults)) == []) }
        #expect(violations("") == [])
    }

    @Test func `the file for editors is the schema`() throws {
        let file = try Repository.text("docs/config.schema.json")
        #expect(file == ConfigurationSchema().json.indented + "\n", "write it anew with scripts/reference")
        #expect(try Repository.text("config.toml").hasPrefix("#:schema ./docs/config.schema.json\n"))
    }

    @Test(arguments: [
        "prot = 1", "[server]\nname = 7", "[server.transport]\ntype = 'htpp'", "[server.transport.http]\nport = 65536",
        "[server.transport.http]\nport = '8080'", "[server.transport.http]\nport = 80.5",
        "[server.transport.http]\nallow_anonymous = 'yes'", "[server.transport.http]\nallow_anonymous = 1",
        "[server.transport.http]\nsocket = 'relative'", "[server.transport.http]\nsocket_mode = '0999'",
        "[server.transport.http]\npublic_url = 'mcp.example.com'", "[server.transport.http]\nallowed_hosts = 'one'",
        "[server.transport.http]\nallowed_hosts = [1]", "[server.transport.http]\nalso_at = ['mcp']",
        "[server.limits]\nbody = '4 megabytes'", "[server.limits]\nbody = -1", "[server.limits]\nbody = 4.5",
        "[server.limits]\nrequest_time = 'soon'", "[server.limits]\nrequest_time = 0",
        "[server.limits]\nrequest_time = '5 minutes'", "[server.limits]\nrequest_time = true",
        "[mcp]\nsessions = true", "[mcp]\npage_size = 0", "[traces]\nendpoint = 'http://x'\nsample_ratio = 1.5",
        "[traces]\nendpoint = 'http://x'\nheaders = 'x'", "[access.tools.x]\nscopes = ['two words']",
        "[access.tools.x]\nscope = []", "[middleware.jwt]", "[server.tls]\nkey = 'k'",
        "[[server.tls.hosts]]\nnames = ['a.example.com']", "jwt_exposed_claims = 'some'",
        "[oauth_protected_resource]\nenabled = true", "[log]\nlevel = 'loud'", "nonsense = {}",
        "[middleware.jwt]\nenabled = true\n[[middleware.jwt.validation.tokens]]\nname = 'x'\nsha256 = 'abc'",
    ])
    func `what the reader refuses, it refuses`(text: String) {
        #expect(!ConfigurationText(text).errors.isEmpty)
        #expect(!violations(text).isEmpty)
    }

    @Test(arguments: [
        "[server.transport.http]\nport = '${PORT}'", "[server.transport.http]\nallow_anonymous = '${ANY}'",
        "[server.transport]\ntype = '${TYPE}'", "[server.limits]\nbody = '${SIZE}'\nrequest_time = '${TIME}'",
        "[server.transport.http]\npublic_url = 'https://${HOST}/'", "[server.limits]\nbody = '64 kb'",
        "[server.limits]\nbody = 64", "[server.limits]\nidle_time = 1.5\nrequest_time = '1h30m'",
        "[server.limits]\nidle_time = 'PT1H'\nrequest_time = '250ms'\nwrite_time = 'P1D'", "[mcp]\ncache_time = '90'",
        "[middleware.jwt]\nenabled = false", "[oauth_protected_resource]\nenabled = false",
        "jwt_exposed_claims = ['sub']", "[mcp]\ntask_time = '1.5h'",
    ])
    func `what the reader takes, it takes`(text: String) {
        let variables = ["PORT": "1", "ANY": "true", "TYPE": "http", "SIZE": "1KiB", "TIME": "1s", "HOST": "a.example"]
        #expect(ConfigurationText(text, variables: variables).errors.isEmpty)
        #expect(violations(text) == [])
    }
}

extension ConfigurationSchema {
    /// Draft-07 read as 2020-12, which is the same where neither `definitions` nor arrays in `items` are used.
    static func compiled() throws -> Schema {
        var settings = SchemaSettings()
        settings.documents["http://json-schema.org/draft-07/schema"] = true
        return try Schema(ConfigurationSchema().json, settings: settings)
    }
}
