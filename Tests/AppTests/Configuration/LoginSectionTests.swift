import Auth
import HTTP
import Telemetry
import TOML
import Testing

@testable import App

@Suite struct LoginSectionTests {
    private let variables = [
        "MCP_CLIENT_ID": "from-env", "MCP_CLIENT_SECRET": "s3", "MCP_REDIRECT_URI": "https://a.example/cb",
    ]

    @Test func `the environment fills what is missing`() {
        let login = ConfigurationText("[auth]", variables: variables).configuration.login
        #expect(login?.clientID == "from-env")
        #expect(login?.clientSecret == Secret("s3"))
        #expect(login?.redirectURI?.text == "https://a.example/cb")
    }

    @Test func `the file wins over the environment`() {
        let login = ConfigurationText("[auth]\nclient_id = 'from-file'", variables: variables).configuration.login
        #expect(login?.clientID == "from-file")
    }

    @Test func `without the table the environment is not read`() {
        #expect(ConfigurationText("", variables: variables).configuration.login == nil)
    }

    @Test func `without either the way out is shown`() {
        let problems = ConfigurationText("[auth]").problems
        #expect(problems.map(\.message) == ["missing key 'auth.client_id'", "missing key 'auth.client_secret'"])
        #expect(problems.last?.suggestion == "write it here or set MCP_CLIENT_SECRET")
    }

    @Test func `a secret comes from a variable, and nothing shows it`() {
        let text = ConfigurationText(
            "[auth]\nclient_id = 'a'\nclient_secret = \"${MY_SECRET}\"",
            variables: ["MY_SECRET": "hunter2"]
        )
        #expect(text.configuration.login?.clientSecret.revealed == "hunter2")
        #expect(!"\(text.configuration)".contains("hunter2"))
    }

    @Test func `a secret of the wrong type is not in the message`() {
        let problems = ConfigurationText("[auth]\nclient_id = 'a'\nclient_secret = 8675309").problems
        #expect(problems.map { $0.rendered(file: "f") }.joined().contains("8675309") == false)
        #expect(problems.count == 1)
    }

    private let client = "[auth]\nclient_id = 'a'\nclient_secret = 'b'\n"

    @Test func `the issuer is its own, or that of the metadata`() throws {
        let own = try #require(HTTPURL("https://own.example"))
        let other = try #require(HTTPURL("https://other.example"))
        let table = "[oauth_authorization_server]\nenabled = true\nissuer_uri = 'https://other.example'\n"
        #expect(ConfigurationText(client).configuration.login?.provider == nil)
        #expect(ConfigurationText(table + client).configuration.login?.provider == .oidc(issuer: other))
        let both = ConfigurationText(table + client + "issuer = 'https://own.example'")
        #expect(both.configuration.login?.provider == .oidc(issuer: own))
    }

    @Test func `OAuth without OpenID Connect needs its endpoints`() throws {
        let endpoints = """
            kind = "oauth2"
            authorization_endpoint = "https://a.example/authorize"
            token_endpoint = "https://a.example/token"

            """
        #expect(ConfigurationText(client + endpoints).errors.count == 1)
        let whole = ConfigurationText(client + endpoints + "user_endpoint = 'https://api.a.example/user'")
        #expect(whole.problems.isEmpty)
        let urls = try ["a.example/authorize", "a.example/token", "api.a.example/user"].map {
            try #require(HTTPURL("https://" + $0))
        }
        #expect(
            whole.configuration.login?.provider == .oauth2(authorization: urls[0], token: urls[1], user: urls[2])
        )
    }

    @Test func `what a token is for is the resource, unless it is not said`() {
        let resource = """
            [oauth_protected_resource]
            enabled = true
            resource = "https://mcp.example.com/mcp"
            auth_servers = []
            jwks_uri = "https://login.example.com/keys"
            scopes_supported = []

            """
        #expect(ConfigurationText(resource + client).configuration.login?.resource == "https://mcp.example.com/mcp")
        #expect(ConfigurationText(resource + client + "send_resource = false").configuration.login?.resource == nil)
        #expect(ConfigurationText(resource + client + "resource = 'x'").configuration.login?.resource == "x")
    }

    @Test(arguments: [
        ("https://a.example/callback", true), ("http://127.0.0.1:8080/callback", true), ("http://a.example/cb", false),
    ])
    func `people come back over TLS, or stay on this machine`(uri: String, isRight: Bool) {
        #expect(ConfigurationText(client + "redirect_uri = '\(uri)'").errors.isEmpty == isRight)
    }
}
