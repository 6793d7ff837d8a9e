import TOML

extension SectionDescription {
    /// The keys as a table of `docs/configuration.md`, and which of them a reload does not reach.
    var markdown: String {
        let rows = keys.map { key in
            let cells = [
                "`\(key.name)`", key.type.text, key.standardText ?? "–", key.meaning,
            ]
            return "| \(cells.joined(separator: " | ")) |"
        }
        let table = (["| key | type | default | meaning |", "|---|---|---|---|"] + rows).joined(separator: "\n")
        return restart.map { "\(table)\n\n\($0)" } ?? table
    }

    /// What of it a reload leaves as it is.
    private var restart: String? {
        let waiting = keys.filter { StartOnly.covers(TOMLPath.key(of: path(of: $0))) }.map { "`\($0.name)`" }
        guard let last = waiting.last else { return nil }
        if waiting.count == keys.count { return "Needs a restart." }
        let others = waiting.dropLast()
        return
            "Of these, \(others.isEmpty ? "" : "\(others.joined(separator: ", ")) and ")\(last) \(others.isEmpty ? "needs" : "need") a restart."
    }
}

extension ConfigurationReference {
    /// Every table below its header.
    static var markdown: String {
        sections.map { "## `\($0.header)`\n\n\($0.markdown)" }.joined(separator: "\n\n")
    }
}
