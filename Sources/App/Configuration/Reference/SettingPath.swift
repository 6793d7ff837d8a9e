/// What somebody may call a key: `server.limits.body`, `body`, `[server.limits]`, `tokens[0].name`,
/// `access.tools.hello_world.scopes`.
struct SettingPath: Equatable {
    /// Names and, for the elements of an array, `[]`.
    let parts: [String]

    init(_ text: String) {
        var parts: [String] = []
        var part = ""
        var isQuoted = false
        // The brackets of a header are none of the elements'.
        let isHeader = text.hasPrefix("[")
        for character in isHeader ? text.filter({ $0 != "[" && $0 != "]" }) : text {
            switch character {
            case "\"", "'": isQuoted.toggle()
            case "." where !isQuoted: Self.add(&part, to: &parts)
            default: part.append(character)
            }
        }
        Self.add(&part, to: &parts)
        self.parts = parts
    }

    private static func add(_ part: inout String, to parts: inout [String]) {
        defer { part = "" }
        guard part.hasSuffix("]"), let open = part.lastIndex(of: "[") else {
            if !part.isEmpty { parts.append(part) }
            return
        }
        parts += [String(part[..<open]), "[]"]
    }

    /// Whether it is that of `other`, in which `*` is any name. The numbers of elements may be left out.
    func isPath(_ other: SettingPath) -> Bool { Self.fits(named, other.named) }

    /// Whether it is the end of `other`, whose last name is written out.
    func isEnd(of other: SettingPath) -> Bool {
        other.named.last == named.last && other.named.count >= named.count
            && Self.fits(named, other.named.suffix(named.count))
    }

    private var named: [String] { parts.filter { $0 != "[]" } }

    private static func fits(_ parts: [String], _ others: [String]) -> Bool {
        parts.count == others.count && zip(parts, others).allSatisfy { $0 == $1 || $1 == "*" }
    }
}
