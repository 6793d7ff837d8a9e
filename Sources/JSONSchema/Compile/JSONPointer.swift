/// JSON pointers (RFC 6901).
enum JSONPointer {
    static func escaped(_ key: String) -> String {
        guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return key }
        var text = String.UnicodeScalarView()
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": text.append(contentsOf: "~0".unicodeScalars)
            case "/": text.append(contentsOf: "~1".unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text)
    }

    /// The keys and places that `text` names one after the other; `nil` when it is no pointer.
    static func keys(of text: String) -> [String]? {
        if text.isEmpty { return [] }
        let parts = text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.first?.isEmpty == true else { return nil }
        var keys: [String] = []
        for part in parts.dropFirst() {
            guard let key = unescaped(part) else { return nil }
            keys.append(key)
        }
        return keys
    }

    private static func unescaped(_ part: Substring.UnicodeScalarView) -> String? {
        var key = String.UnicodeScalarView()
        var isEscape = false
        for scalar in part {
            switch (isEscape, scalar) {
            case (true, "0"): key.append("~")
            case (true, "1"): key.append("/")
            case (true, _): return nil
            case (false, "~"): break
            case (false, _): key.append(scalar)
            }
            isEscape = !isEscape && scalar == "~"
        }
        return isEscape ? nil : String(key)
    }

    /// The place in an array that `key` names.
    static func index(_ key: String) -> Int? {
        guard key == "0" || key.utf8.first != UInt8(ascii: "0"), key.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int(key)
    }
}
