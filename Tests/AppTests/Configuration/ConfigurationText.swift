import TOML

@testable import App

/// A text read as a configuration, and what came up.
struct ConfigurationText {
    let configuration: Configuration
    let problems: [TOMLProblem]

    init(_ text: String, variables: [String: String] = [:]) {
        let root = TOMLTable(TOMLDocument(text), environment: TOMLEnvironment(variables))
        configuration = Configuration(root)
        problems = root.problems
    }

    var errors: [String] { problems.filter { $0.severity == .error }.map(\.message) }
    var warnings: [String] { problems.filter { $0.severity == .warning }.map(\.message) }
}
