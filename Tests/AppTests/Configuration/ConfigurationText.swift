import JSON
import JSONSchema
import TOML
import Testing

@testable import App

/// A text read as a configuration, and what came up. What can be read, the schema for editors takes, too;
/// but for tables that are switched off, in which the reader lets anything pass.
struct ConfigurationText {
    let configuration: Configuration
    let problems: [TOMLProblem]

    init(_ text: String, variables: [String: String] = [:], named name: String = "config.toml") {
        let document = TOMLDocument(Array(text.utf8), named: name)
        let root = TOMLTable(document, environment: TOMLEnvironment(variables))
        configuration = Configuration(root)
        problems = root.problems
        guard errors.isEmpty else { return }
        let violations = Self.schema?.violations(in: JSONValue(document.root).withoutWhatIsOff).map {
            $0.sentence(about: "the file")
        }
        #expect(violations == [], "\(text)")
    }

    private static let schema = try? ConfigurationSchema.compiled()

    var errors: [String] { problems.filter { $0.severity == .error }.map(\.message) }
    var warnings: [String] { problems.filter { $0.severity == .warning }.map(\.message) }
}

extension JSONValue {
    /// Without tables that say `enabled = false`.
    var withoutWhatIsOff: JSONValue {
        guard let object else { return self }
        let members = object.members.filter { $0.value["enabled"] != false }
        return .object(JSONObject(members.map { .init($0.key, $0.value.withoutWhatIsOff) }))
    }
}
