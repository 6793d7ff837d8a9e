import TOML

/// Where a socket may stand in the file system.
struct SocketFilePath: TOMLReadable {
    let text: String

    /// Bytes that the system takes (unix(7)), and room for the name that a socket has before it is ready.
    private static let limit = 103

    init?(_ entry: TOMLEntry) {
        guard let text = entry.string else { return nil }
        guard text.hasPrefix("/"), text.utf8.count <= Self.limit, !text.hasSuffix("/") else {
            entry.refuse("must be a path such as '/run/mcp-forge/http.sock', of at most \(Self.limit) bytes")
            return nil
        }
        self.text = text
    }
}

/// Who may connect, as chmod(1) has it: "0600".
struct SocketMode: TOMLReadable {
    let bits: UInt32

    init?(_ entry: TOMLEntry) {
        guard let text = entry.string else { return nil }
        // `UInt32` would take a sign as well.
        guard 3...4 ~= text.utf8.count, text.utf8.first != UInt8(ascii: "+"), let bits = UInt32(text, radix: 8),
            bits <= 0o777
        else {
            entry.refuse("must be three octal digits such as \"0660\"")
            return nil
        }
        self.bits = bits
    }
}
