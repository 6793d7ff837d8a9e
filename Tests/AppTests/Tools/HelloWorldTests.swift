import HTTP
import JSON
import MCP
import Testing

@testable import App

@Suite struct HelloWorldTests {
    @Test func `greets by name`() async throws {
        #expect(try await HelloWorld().call(["name": "Ada"]).text == "Hello, Ada! 👋")
    }

    @Test(arguments: [[:], ["name": 5], ["name": .null], ["name": ["Ada"]]] as [JSONObject])
    func `a name that is missing or no text is told`(arguments: JSONObject) async throws {
        let result = try await HelloWorld().call(arguments)
        #expect(result.isError)
        #expect(result.text == "Error: name parameter is required and must be a string")
    }

    @Test func `is for users`() {
        #expect(HelloWorld().requiredScopes == ["tool:user"])
    }
}
