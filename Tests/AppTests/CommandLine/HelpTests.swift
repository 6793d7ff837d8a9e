import Testing

@testable import App

@Suite struct HelpTests {
    @Test func `the help names every command, option and exit code`() {
        let text = Help.text(for: nil)
        for command in Command.allCases { #expect(text.contains("  \(command.rawValue) ")) }
        for option in CommandOption.allCases { #expect(text.contains("--\(option.rawValue) ")) }
        for alias in Command.Alias.allCases { #expect(text.contains("  \(alias.rawValue) ")) }
        for code in [0, 1, 64, 71, 78] { #expect(text.contains("\(code) ")) }
    }

    @Test(arguments: Command.allCases)
    func `each command has its own help`(command: Command) {
        let text = Help.text(for: command)
        #expect(text.hasPrefix("Usage: mcp-forge \(command.rawValue)"))
        for option in CommandOption.allCases {
            #expect(text.contains("--\(option.rawValue) ") == command.options.contains(option))
        }
    }
}
