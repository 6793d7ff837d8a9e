import JSON
import Platform
import TOML

@testable import App

/// Configurations made of the descriptions of keys.
struct SampleConfiguration {
    /// What the variables in the examples stand for.
    static let variables = [
        "METRICS_TOKEN": "x", "TRACES_TOKEN": "x", "CLIENT_SECRET": "x",
        "SERVER_KEY": String(repeating: "x", count: 32), "JWT_SECRET": String(repeating: "x", count: 32),
        "REPORT_TOKEN_SHA256": String(repeating: "0", count: 64),
    ]

    /// Every key whose default shows none, with its example; then, where `defaults` are wanted, the others.
    static func text(withDefaults defaults: Bool) -> String {
        ConfigurationReference.sections.map { section in
            let lines = section.keys.compactMap { key -> String? in
                if case .value(let value) = key.standard {
                    return defaults ? "\(key.name) = \(value.tomlText)" : nil
                }
                return key.example.map { "\(key.name) = \($0.tomlText)" }
            }
            let header = section.path.isEmpty ? "" : section.header.split(separator: "*").joined(separator: "example")
            return ([header] + lines).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// The keys that always hold, with their defaults.
    static var defaults: String {
        let optional = ["server.tls", "management", "traces", "middleware", "oauth", "auth"]
        return ConfigurationReference.sections
            .filter { section in !optional.contains { section.path.hasPrefix($0) } && !section.path.hasSuffix("*") }
            .map { section in
                let lines = section.keys.compactMap { key -> String? in
                    guard case .value(let value) = key.standard else { return nil }
                    return "\(key.name) = \(value.tomlText)"
                }
                return ([section.path.isEmpty ? "" : section.header] + lines).joined(separator: "\n")
            }.joined(separator: "\n\n")
    }
}

/// Files of this repository.
enum Repository {
    private static let top = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(5).joined(
        separator: "/"
    )

    static func text(_ name: String) throws -> String {
        String(decoding: try FileSystem.read("\(top)/\(name)", limit: 1 << 20), as: UTF8.self)
    }

    /// `config.toml` with the settings that it leaves out: a `#` without a blank after it.
    static func everything() throws -> String {
        try text("config.toml").split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                guard line.hasPrefix("#"), let next = line.dropFirst().first, next != " ", next != ":" else {
                    return line
                }
                return line.dropFirst()
            }
            .joined(separator: "\n")
    }
}

extension JSONValue {
    /// A document as schemas see it.
    init(_ members: TOMLMembers) {
        self = .object(JSONObject(members.members.map { .init($0.key.name, JSONValue($0.node.value)) }))
    }

    init(_ value: TOMLValue) {
        self =
            switch value {
            case .string(let text): .string(text)
            case .integer(let number): .int(number)
            case .float(let number): .double(number)
            case .boolean(let truth): .bool(truth)
            case .array(let nodes): .array(nodes.map { JSONValue($0.value) })
            case .table(let members): JSONValue(members)
            case .date, .time, .dateTime, .offsetDateTime: .string(value.text)
            }
    }
}
