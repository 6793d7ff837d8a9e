/// Base64 with padding (RFC 4648 §4), for `Authorization: Basic`.
enum Base64 {
    static func text(_ bytes: [UInt8]) -> String {
        let text = Base64URL.text(bytes).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
        return String(text) + String(repeating: "=", count: (3 - bytes.count % 3) % 3)
    }
}
