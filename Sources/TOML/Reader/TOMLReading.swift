/// What was asked of one table.
final class TOMLReading {
    let members: TOMLMembers
    /// `server.transport`; empty for the outermost table.
    let path: String
    private(set) var asked: [String] = []
    /// Keys that stand in a wrong place, and were understood.
    private var understood: Set<String> = []

    init(_ members: TOMLMembers, path: String) {
        self.members = members
        self.path = path
    }

    func ask(for key: String) -> TOMLNode? {
        if !asked.contains(key) { asked.append(key) }
        return members[key]
    }

    func understand(_ key: String) { understood.insert(key) }

    func isUnknown(_ key: String) -> Bool { !asked.contains(key) && !understood.contains(key) }

    func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// "in [server]"
    var place: String { path.isEmpty ? "at the top of the file, above the first [table]" : "in [\(path)]" }
}
