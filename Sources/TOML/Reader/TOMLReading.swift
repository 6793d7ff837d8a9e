/// What was asked of one table.
final class TOMLReading {
    let members: TOMLMembers
    /// `server.transport`; empty for the outermost table.
    let path: String
    private(set) var asked: [String] = []
    /// For each of these, what was asked first.
    private(set) var requests: [TOMLRequest] = []
    /// Keys that stand in a wrong place, and were understood.
    private(set) var understood: Set<String> = []

    init(_ members: TOMLMembers, path: String) {
        self.members = members
        self.path = path
    }

    func ask(for key: String, as type: (any TOMLReadable.Type)? = nil, in range: TOMLRequest.Range? = nil) -> TOMLNode?
    {
        if !asked.contains(key) {
            asked.append(key)
            requests.append(TOMLRequest(key: key, type: type, range: range))
        }
        return members[key]
    }

    func understand(_ key: String) { understood.insert(key) }

    func isUnknown(_ key: String) -> Bool { !asked.contains(key) && !understood.contains(key) }

    func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// "in [server]"
    var place: String { path.isEmpty ? "at the top of the file, above the first [table]" : "in [\(path)]" }
}
