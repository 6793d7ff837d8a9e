import TOML

/// What there is to say of one table of `config.toml`.
struct SectionDescription: Sendable, Equatable {
    /// `server.limits`; empty at the top of the file. `server.tls.hosts[]` is each table of an array, and
    /// `access.tools.*` each one below that anybody may name.
    let path: String
    /// In Markdown, a sentence without its full stop.
    let meaning: String
    let keys: [KeyDescription]
    /// Keys that belong elsewhere and are read here too, with a warning.
    let misplaced: [KeyDescription]

    init(_ path: String, _ meaning: String, _ keys: [KeyDescription], misplaced: [KeyDescription] = []) {
        self.path = path
        self.meaning = meaning
        self.keys = keys
        self.misplaced = misplaced
    }

    /// `[server.limits]`, as a document has it.
    var header: String {
        if path.isEmpty { return "top of the file" }
        return path.hasSuffix("[]") ? "[[\(path.dropLast(2))]]" : "[\(path)]"
    }

    func path(of key: KeyDescription) -> String { path.isEmpty ? key.name : "\(path).\(key.name)" }
}
