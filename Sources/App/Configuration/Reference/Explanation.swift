import TOML

/// What `mcp-forge check --explain` says of a key or table.
struct Explanation {
    let text: String

    /// - Parameter configuration: where the value of the moment stands; `nil` when it cannot be used.
    init(
        of word: String,
        in configuration: LoadedConfiguration?,
        _ sections: [SectionDescription] = ConfigurationReference.sections
    ) throws(UsageError) {
        let path = SettingPath(word)
        if let section = sections.first(where: { !$0.path.isEmpty && path.isPath(SettingPath($0.path)) }) {
            text = Self.text(of: section, sections)
            return
        }
        let keys = sections.flatMap { section in section.keys.map { (section.path(of: $0), $0) } }
        var found = keys.filter { path.isPath(SettingPath($0.0)) }
        if found.isEmpty { found = keys.filter { path.isEnd(of: SettingPath($0.0)) } }
        // The name of a table alone, such as "limits", where no key has it.
        let tables = sections.filter { !path.parts.isEmpty && path.isEnd(of: SettingPath($0.path)) }
        if found.isEmpty, let section = tables.first, tables.count == 1 {
            text = Self.text(of: section, sections)
            return
        }
        let candidates = found.map(\.0) + tables.map(\.header)
        guard let (place, key) = found.first else {
            throw candidates.isEmpty ? Self.unknown(word, keys.map(\.0), sections) : Self.ambiguous(word, candidates)
        }
        guard found.count == 1 else { throw Self.ambiguous(word, candidates) }
        text = Self.text(of: key, at: place, configuration)
    }

    private static func ambiguous(_ word: String, _ candidates: [String]) -> UsageError {
        UsageError("'\(word)' may be any of these:\n  \(candidates.joined(separator: "\n  "))")
    }

    private static func unknown(_ word: String, _ keys: [String], _ sections: [SectionDescription]) -> UsageError {
        let words = keys + sections.map(\.path) + keys.map { SettingPath($0).parts.last ?? "" }
        let near = Spelling.nearest(to: word, among: words.filter { !$0.isEmpty }).map { "; did you mean '\($0)'?" }
        return UsageError("there is no key '\(word)'\(near ?? "")")
    }
}

extension Explanation {
    private static func text(of key: KeyDescription, at path: String, _ configuration: LoadedConfiguration?) -> String {
        let facts: [(String, String?)] = [
            ("type", [key.type.text, key.type.hint].compactMap(\.self).joined(separator: ": ")),
            ("default", key.standardText ?? "none"),
            (
                "now",
                configuration.map { $0.now(key, at: path) }
                    ?? "not known: mcp-forge check says what is wrong with the configuration"
            ),
            (
                "reload",
                StartOnly.covers(TOMLPath.key(of: path), in: configuration?.configuration ?? Configuration())
                    ? "needs a restart" : "applies on reload"
            ),
            ("example", key.example.map { "\(key.name) = \($0.tomlText)" }),
        ]
        let lines = facts.compactMap { name, fact in
            fact.map { "\(name)\(String(repeating: " ", count: 9 - name.count))\(MarkdownText.plain($0).shell)" }
        }
        return ([path, "", MarkdownText.sentence(MarkdownText.plain(key.meaning)), ""] + lines).joined(separator: "\n")
    }

    private static func text(of section: SectionDescription, _ sections: [SectionDescription]) -> String {
        let rows = section.keys.map { key in [key.name, key.type.text, key.standardText ?? "none"].map(\.shell) }
        let widths = [0, 1].map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return "\(cells.joined(separator: "  "))  \(row[2])"
        }
        let inner = sections.filter { $0.path.hasPrefix("\(section.path).") || $0.path == "\(section.path)[]" }
        let tables = inner.isEmpty ? [] : ["", "Tables in it: \(inner.map(\.header).joined(separator: ", "))"]
        let meaning = MarkdownText.sentence(MarkdownText.plain(section.meaning))
        return ([section.header, "", meaning, ""] + lines + tables).joined(separator: "\n")
    }
}

extension LoadedConfiguration {
    /// The values that the file gives a key, as anybody may see them.
    fileprivate func now(_ key: KeyDescription, at path: String) -> String {
        let file = self.path ?? "no file"
        guard self.path != nil || !values.isEmpty else { return "the default: there is no file" }
        // Names that anybody may choose stand between the two, without quotes.
        let ends = TOMLPath.key(of: path).split(separator: "*", maxSplits: 1)
        let found = values.filter { value in
            let own = TOMLPath.key(of: value.path)
            return ends.count == 2
                ? own.hasPrefix(ends[0]) && own.hasSuffix(ends[1])
                : ends.contains { own == $0 || own.hasPrefix("\($0).") }
        }
        guard !found.isEmpty else { return "the default: it is left out in \(file)" }
        let isFromFile = found.contains { $0.variable == nil }
        let shown = found.map { value in
            let text = key.type.isSecret ? "[secret]" : value.shown
            return value.path == path ? text : "\(value.path) = \(text)"
        }
        return shown.joined(separator: ", ") + (isFromFile ? " (\(file))" : "")
    }
}

extension String {
    /// Without the marks of code, which a shell would take for its own.
    fileprivate var shell: String { filter { $0 != "`" } }
}
