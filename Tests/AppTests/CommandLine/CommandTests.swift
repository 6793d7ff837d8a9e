import Telemetry
import Testing

@testable import App

@Suite struct CommandTests {
    @Test func `every command says what it does`() {
        for command in Command.allCases { #expect(command.summary.hasSuffix(".")) }
        for alias in Command.Alias.allCases { #expect(alias.summary.hasSuffix(".")) }
    }

    @Test func `the help of an option lists what it takes`() {
        for level in LogLevel.allCases { #expect(CommandOption.logLevel.summary.contains(level.rawValue)) }
    }
}
