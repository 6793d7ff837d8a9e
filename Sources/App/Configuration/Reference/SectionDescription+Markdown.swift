extension SectionDescription {
    /// The keys as a table of `docs/configuration.md`.
    var markdown: String {
        let rows = keys.map { key in
            let cells = [
                "`\(key.name)`", key.type.text, key.standardText ?? "–", key.meaning,
            ]
            return "| \(cells.joined(separator: " | ")) |"
        }
        return (["| key | type | default | meaning |", "|---|---|---|---|"] + rows).joined(separator: "\n")
    }
}

extension ConfigurationReference {
    /// Every table below its header.
    static var markdown: String {
        sections.map { "## `\($0.header)`\n\n\($0.markdown)" }.joined(separator: "\n\n")
    }
}
