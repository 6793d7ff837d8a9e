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
}
