import MCP
import TOML
import Testing

@testable import App

@Suite struct AccessSectionTests {
    private func loaded(_ text: String) throws(ConfigurationError) -> Configuration {
        var loader = ConfigurationLoader(readFile: { _ in .success(Array(text.utf8)) }, variable: { _ in nil })
        loader.items = { _ in [Item(.tool, "hello_world"), Item(.resource, "config://app"), Item(.prompt, "introduce")]
        }
        return try loader.load("config.toml").configuration
    }

    @Test func `rules are read for tools, resources and prompts`() throws {
        let access = try loaded(
            """
            [access]
            lists = "all"
            denials = "result"
            [access.tools.hello_world]
            scopes = ["a", "b"]
            [access.resources."config://app"]
            scopes = []
            [access.prompts.introduce]
            """
        ).access
        #expect(access.lists == .all && access.denials == .result)
        #expect(access.items[Item(.tool, "hello_world")]?.scopes?.map(\.text) == ["a", "b"])
        #expect(access.items[Item(.resource, "config://app")]?.scopes == [])
        #expect(access.items[Item(.prompt, "introduce")] == ItemAccess(scopes: nil))
        #expect(access.rules().rules.count == 3 && !access.rules().hidesForbidden && access.rules().deniesWithResults)
    }

    @Test func `a rule for what is not offered is refused, with what may have been meant`() {
        let text = "[access.tools.helo_world]\nscopes = []"
        let error = #expect(throws: ConfigurationError.self) { try loaded(text) }
        guard case .invalid(_, let problems)? = error else { return #expect(Bool(false)) }
        #expect(problems.map(\.message) == ["this server offers no tool 'helo_world'"])
        #expect(problems.first?.suggestion == "did you mean 'hello_world'?")
        #expect(problems.first?.position == TOMLPosition(line: 1, column: 15, length: 10))
    }

    @Test(arguments: ["", "a b", "a\\b", "ä"])
    func `what is not one scope is refused`(scope: String) {
        #expect(throws: ConfigurationError.self) {
            try loaded("[access.tools.hello_world]\nscopes = ['\(scope)']")
        }
    }

    @Test func `a condition is compiled, and a slip in it is shown where it is`() throws {
        let rule = "[access.tools.hello_world]\ncondition = "
        let access = try loaded(rule + #"'payload.team == "blue" && request.tool == "hello_world"'"#).access
        #expect(access.rules().rules[Item(.tool, "hello_world")]?.condition != nil)
        let error = #expect(throws: ConfigurationError.self) { try loaded(rule + "'true && payload.a.endWith(1)'") }
        guard case .invalid(_, let problems)? = error else { return #expect(Bool(false)) }
        #expect(problems.count == 1 && problems.first?.position.line == 2)
        #expect(problems.first?.message.hasPrefix("'access.tools.hello_world.condition' is no condition: ") == true)
    }
}
