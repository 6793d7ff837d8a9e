import Auth
import HTTP
import JSON
import MCP
import Platform
import Synchronization
import Telemetry
import Testing

@testable import App

@Suite struct OAuthRoutesTests {
    private let tables = """
        oauth_whitelist_domains = ["login.example.com"]
        [oauth_protected_resource]
        enabled = true
        resource = "https://mcp.example.com/p/mcp"
        auth_servers = ["https://login.example.com"]
        jwks_uri = "https://login.example.com/keys"
        scopes_supported = ["tool:user"]
        [oauth_authorization_server]
        enabled = true
        issuer_uri = "https://login.example.com"
        url_suffix = "/mcp"
        [auth]
        client_id = "a"
        client_secret = "b"
        redirect_uri = "http://localhost:8080/callback"

        """

    /// Everything that is asked for is the metadata of one issuer.
    private struct Issuer: HTTPClient {
        func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
            let metadata: JSONValue = [
                "issuer": "https://login.example.com", "client_secret": "s",
                "authorization_endpoint": "https://login.example.com/authorize",
                "token_endpoint": "https://login.example.com/token",
            ]
            return HTTPClientResponse(.ok, body: metadata.bytes)
        }
    }

    private func answer(
        _ path: String,
        _ method: HTTPMethod = .get,
        fields: HTTPFields = [:],
        of text: String? = nil
    ) async throws -> HTTPResponse {
        let read = ConfigurationText(text ?? tables)
        #expect(read.problems.isEmpty)
        let catalog = LiveCatalog(try Catalog.app())
        let application = Application(read.configuration, offering: catalog, asking: Issuer(), log: .silent)
        var request = HTTPRequest(method, path, fields: [.host: "localhost:8080"])
        for (name, value) in fields { if let name = HTTPFieldName(name) { request.fields[name] = value } }
        return await application.handler.respond(to: request)
    }

    private func json(_ response: HTTPResponse) throws -> JSONValue {
        guard case .bytes(let bytes) = response.body else { return .null }
        return try JSONValue(parsing: bytes)
    }

    @Test(arguments: ["", "/p/mcp"])
    func `the resource is described at the root and behind its path`(suffix: String) async throws {
        let response = try await answer("/.well-known/oauth-protected-resource" + suffix)
        #expect(response.status == .ok)
        #expect(try json(response)["resource"] == "https://mcp.example.com/p/mcp")
        #expect(response.fields["Access-Control-Allow-Origin"] == "*")
    }

    @Test(arguments: ["oauth-authorization-server", "openid-configuration"], ["", "/mcp"])
    func `the issuer's metadata is passed on, cleaned`(name: String, suffix: String) async throws {
        let response = try await answer("/.well-known/" + name + suffix)
        #expect(response.status == .ok)
        #expect(response.fields[.cacheControl] == "public, max-age=3600")
        #expect(try json(response)["token_endpoint"] != nil && json(response)["client_secret"] == nil)
    }

    @Test(arguments: [
        ("oauth-authorization-server", "OAuth authorization server not enabled"),
        ("openid-configuration", "OAuth authorization server not enabled"),
        ("oauth-protected-resource", "OAuth protected resource not enabled"),
    ])
    func `what is switched off is not there`(name: String, detail: String) async throws {
        let response = try await answer("/.well-known/" + name, of: "")
        #expect(response.status == .notFound)
        #expect(try json(response)["detail"]?.string == detail)
    }

    @Test func `a list without the hosts of the configuration excludes them`() async throws {
        let other = tables.replacing("[\"login.example.com\"]\n", with: "[\"other.example\"]\n", maxReplacements: 1)
        let resource = try await answer("/.well-known/oauth-protected-resource", of: other)
        #expect(resource.status == .forbidden)
        #expect(try json(resource)["detail"] == "Auth server URI not allowed: https://login.example.com")
    }

    @Test func `people are sent to log in, and not back by anything in a request`() async throws {
        let fields: HTTPFields = ["X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"]
        let response = try await answer("/login", fields: fields)
        #expect(response.status == .found)
        let location = try #require(response.fields[.location])
        #expect(location.hasPrefix("https://login.example.com/authorize?response_type=code"))
        #expect(location.contains("redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcallback"))
        #expect(!location.contains("evil"))
        let cookie = try #require(response.fields["Set-Cookie"])
        #expect(cookie.hasPrefix("mcp-login=") && !cookie.contains("Secure"), "plain HTTP is for loopback")
        #expect(try await answer("/callback").status == .badRequest)
    }

    @Test(arguments: ["oauth-protected-resource", "oauth-protected-resource/p/mcp", "oauth-authorization-server"])
    func `nothing in a request changes the documents`(name: String) async throws {
        let path = "/.well-known/" + name
        let plain = try await answer(path)
        #expect(plain.status == .ok)
        for (field, value) in [
            ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"), ("X-Forwarded-Port", "1"),
            ("X-Forwarded-Prefix", "/evil"), ("Forwarded", "host=evil.example;proto=http"), ("X-Original-URL", "/evil"),
        ] {
            let spoofed = try await answer(path, fields: [try #require(HTTPFieldName(field)): value])
            #expect(spoofed.status == .ok)
            #expect(try json(spoofed) == json(plain), "\(field)")
        }
    }

    @Test func `without the table nobody logs in`() async throws {
        #expect(try await answer("/login", of: "").status == .notFound)
        #expect(try await answer("/callback", of: "").status == .notFound)
    }

    @Test(arguments: ["/login", "/callback", "/.well-known/oauth-protected-resource"])
    func `a foreign host or page is refused here too`(path: String) async throws {
        #expect(try await answer(path, fields: [.host: "evil.example"]).status == .forbidden)
        #expect(try await answer(path, fields: [.origin: "https://evil.example"]).status == .forbidden)
    }

    @Test func `a document that leads to this machine gets no byte there`() async throws {
        // The real client: the listener would count a connection.
        let configuration = ConfigurationText(
            """
            oauth_whitelist_domains = ["login.example.com", "localhost", "127.0.0.1:1"]
            """
        ).configuration
        let asking = CurlClient(configuration.outbound, log: .silent)
        let client = GuardedClient(asking, to: configuration.allowedHosts, log: .silent)
        for url in ["http://localhost:9/", "http://127.0.0.1:9/", "http://127.1:1/", "http://[::1]:9/"] {
            await #expect(throws: HTTPClientError.notAllowed, "\(url)") {
                try await client.send(HTTPClientRequest(.get, try #require(HTTPURL(url)), namedBy: .document))
            }
        }
    }
}
