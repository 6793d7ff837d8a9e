import Platform

/// Notices when files have changed: written in place, replaced, or reached through another symbolic link, as in a mounted
/// ConfigMap. It looks at them, again and again; no event can be missed, and none depends on the kind of file system.
struct FileWatch {
    /// Between two looks.
    static let interval = Duration.seconds(1)

    private var seen: [String: FileStamp?]?
    private var reported: [String: FileStamp?]?

    /// Whether the files differ from `known`, and have not changed since the last look: whoever writes is done. Says so
    /// once for each content.
    mutating func hasSettled(_ present: [String: FileStamp?], since known: [String: FileStamp?]) -> Bool {
        defer { seen = present }
        guard present != known else {
            reported = nil
            return false
        }
        guard present == seen, present != reported else { return false }
        reported = present
        return true
    }
}
