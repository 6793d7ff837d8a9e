import JSON
import TOML
import Testing

@testable import App

/// What is said of keys, held against what reads them.
@Suite struct ConfigurationReferenceTests {
    private let sections = ConfigurationReference.sections
    private var keys: [(path: String, key: KeyDescription)] {
        sections.flatMap { section in section.keys.map { (section.path(of: $0), $0) } }
    }

    /// What was asked for while every key had a value, with `[]` and `*` for what differs from file to file.
    private func requests() throws -> [(path: String, request: TOMLRequest)] {
        let root = Self.read(try Repository.everything())
        #expect(root.problems.isEmpty)
        return root.allRequests.map { (Self.general($0.path), $0.request) }
    }

    private static func read(_ text: String) -> TOMLTable {
        let root = TOMLTable(TOMLDocument(text), environment: TOMLEnvironment(SampleConfiguration.variables))
        _ = Configuration(root)
        return root
    }

    /// The whole file again and again, each time with another word or truth in one place: it may be that others read then.
    private func variants() throws -> [String] {
        let lines = try Repository.everything().split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init
        )
        let choices = Dictionary(uniqueKeysWithValues: keys.map { ($0.path, $0.key.type.choices) })
        var section = ""
        return lines.indices.flatMap { index -> [String] in
            let line = lines[index]
            if line.hasPrefix("[") { section = Self.general(SettingPath(line).parts.joined(separator: ".")) + "." }
            guard let name = line.split(separator: " ").first, let words = choices[section + name] else { return [] }
            return words.map { word in
                var changed = lines
                changed[index] = "\(name) = \(word)"
                return changed.joined(separator: "\n")
            }
        }
    }

    private static func general(_ path: String) -> String {
        var path = path.replacing("[0]", with: "[]")
        let kinds = ["access.tools.", "access.resources.", "access.prompts.", "middleware.jwt.validation.scopes."]
        for kind in kinds where path.hasPrefix(kind) {
            let end = [".scopes", ".condition", ".implies"].first(where: path.hasSuffix) ?? ""
            path = kind + "*" + end
        }
        return path
    }

    @Test func `every key that is read is described`() throws {
        let described = Set(keys.map(\.path))
        let tables = sections.map { $0.path.replacing("[]", with: "") }
        let names = keys.filter { if case .names = $0.key.type { true } else { false } }.map(\.path)
        let variants = try variants()
        #expect(
            variants.contains { $0.contains("\nkind = \"google\"") }
                && variants.contains { $0.contains("\nkind = \"oauth2\"") }
        )
        let read = Set(try requests().map(\.path))
            .union(variants.flatMap { Self.read($0).allRequests.map { Self.general($0.path) } })
        for path in read.sorted() where !names.contains(where: { path.hasPrefix("\($0).") }) {
            let isTable = tables.contains { $0 == path || $0.hasPrefix("\(path).") }
            #expect(described.contains(path) || isTable, "\(path)")
        }
    }

    @Test func `every key that is described is read`() throws {
        let read = Set(try requests().map(\.path))
        // The place of the editions before this one, which the whole file has too.
        for (path, _) in keys { #expect(read.contains(path), "\(path)") }
        #expect(Set(keys.map(\.path)).count == keys.count)
        #expect(Set(sections.map(\.path)).count == sections.count)
    }

    @Test func `keys that belong elsewhere are described, too`() throws {
        let described = sections.flatMap { section in section.misplaced.map { section.path(of: $0) } }
        let empty = TOMLTable(TOMLDocument(""))
        _ = Configuration(empty)
        #expect(Set(empty.allMisplacedKeys) == Set(described))
    }

    @Test func `a key is of the type that it is read as`() throws {
        let requests = Dictionary(try requests(), uniquingKeysWith: { first, _ in first })
        for (path, key) in keys {
            guard let request = requests[path] else { continue }
            if case .names = key.type {
                #expect(request.type == nil)
            } else {
                let type = try #require(request.type, "\(path)")
                #expect(key.type.isWhat(type), "\(path): \(key.type), read as \(type)")
            }
        }
    }

    @Test func `its range is the one that it is held to`() throws {
        let requests = Dictionary(try requests(), uniquingKeysWith: { first, _ in first })
        for (path, key) in keys {
            let ends = requests[path]?.range.map { [$0.least.tomlText, $0.most.tomlText] }
            #expect(key.type.ends == ends, "\(path)")
        }
    }

    @Test func `the defaults are those of the settings`() {
        let read = ConfigurationText(SampleConfiguration.defaults)
        #expect(read.problems.isEmpty)
        #expect(read.configuration == Configuration())
    }

    @Test func `a default changes nothing in a table that switches a feature on`() {
        let variables = SampleConfiguration.variables
        let without = ConfigurationText(SampleConfiguration.text(withDefaults: false), variables: variables)
        let with = ConfigurationText(SampleConfiguration.text(withDefaults: true), variables: variables)
        #expect(with.problems.isEmpty && without.problems.isEmpty)
        #expect(with.configuration == without.configuration)
        #expect(with.configuration.tls != nil && with.configuration.login != nil && with.configuration.traces != nil)
    }

    @Test func `config.toml shows the default of each key, or its example`() throws {
        let values = TOMLDocument(try Repository.everything()).values.map { (Self.general($0.path), $0.value) }
        for (path, key) in keys where !path.hasPrefix("access.") && !path.hasPrefix("traces.") {
            let shown = values.filter { $0.0 == path }.map { JSONValue($0.1) }
            #expect(!shown.isEmpty, "\(path)")
            var right = [key.example].compactMap(\.self)
            if case .value(let value) = key.standard { right.append(value) }
            for value in shown { #expect(right.contains(value), "\(path) = \(value.tomlText), not \(right)") }
        }
    }

    @Test func `a meaning is a clause on one line that a table can hold`() {
        for (path, key) in keys {
            #expect(!key.meaning.isEmpty && !key.meaning.hasSuffix("."), "\(path)")
            #expect(!key.meaning.contains("|") && !key.meaning.contains("\n"), "\(path)")
            if key.standardText == nil || key.standard == .required { #expect(key.example != nil, "\(path)") }
        }
        for section in sections { #expect(!section.meaning.isEmpty && !section.meaning.hasSuffix(".")) }
    }
}

extension ValueType {
    /// All values, where there are few; as a document has them.
    fileprivate var choices: [String] {
        switch self {
        case .boolean: ["false", "true"]
        case .words(let words): words.map { "\"\($0)\"" }
        default: []
        }
    }

    /// The ends of the range, as they would stand in a document.
    fileprivate var ends: [String]? {
        switch self {
        case .integer(let least, let most): [String(least), String(most)]
        case .number(let least, let most): [String(least), String(most)]
        case .size(let least, let most), .duration(let least, let most): [least, most]
        default: nil
        }
    }
}
