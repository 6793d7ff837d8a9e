import TOML

/// A path where `/mcp` answers, too.
struct PathAlias: TOMLReadable {
    let path: String

    /// What this server has on its own.
    private static let taken = HealthRoutes.paths.union(
        ["/", "/mcp", "/mcp/", "/ws", "/sse", "/messages/", "/login", "/callback"]
    )

    init?(_ entry: TOMLEntry) {
        guard let text = entry.string else { return nil }
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "/-._~".utf8.contains(byte)
            }
        }
        guard text.hasPrefix("/"), isPlain, !text.hasPrefix("/.well-known"), !Self.taken.contains(text) else {
            entry.refuse("must be a path such as '/mcp/mcp', of letters, digits and '/-._~', that is not in use")
            return nil
        }
        path = text
    }
}

extension PathAlias {
    static var type: ValueType { .matching("^/[A-Za-z0-9/._~-]+$") }
}
