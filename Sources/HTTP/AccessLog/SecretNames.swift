/// Which names promise a secret, so that logs leave its value out. Rather too many than one too few.
enum SecretNames {
    /// Words in the name of a header field.
    private static let headerWords = [
        "authorization", "cookie", "token", "secret", "api-key", "apikey", "password", "jwt", "session", "credential",
        "signature", "assertion", "client-cert", "userinfo", "x-amzn-oidc", "client-principal", "mcp-param-",
    ]

    /// Words in the name of a parameter of a query or a form.
    private static let parameterWords = [
        "code", "token", "state", "secret", "password", "passwd", "key", "assertion", "session", "credential", "nonce",
        "signature", "sig", "auth", "jwt", "ticket", "otp", "pin",
    ]

    /// Whether the value of the field `name`, in lower case, is left out.
    static func isSecret(header name: String) -> Bool { headerWords.contains { name.utf8.holds($0.utf8) } }

    /// `a=b&code=xyz` → `a=b&code=[REDACTED]`
    ///
    /// Names are compared as they decode, so that no spelling shows a secret. What has no name could be one.
    static func masked(query: String) -> String {
        query.split(separator: "&", omittingEmptySubsequences: false)
            .map { pair in
                guard let sign = pair.firstIndex(of: "=") else { return pair.isEmpty ? "" : shown(pair) }
                let name = pair[..<sign]
                return isSecret(parameter: name) ? "\(name)=\(redacted)" : String(pair)
            }
            .joined(separator: "&")
    }

    /// A URI, with what stands behind its `?` masked.
    static func masked(uri: String) -> String {
        guard let mark = uri.utf8.firstIndex(of: UInt8(ascii: "?")) else { return uri }
        return uri[...mark] + masked(query: String(uri[uri.index(after: mark)...]))
    }

    /// A word alone is shown when it is short: a flag, not a token.
    private static func shown(_ word: Substring) -> String { word.utf8.count <= 16 ? String(word) : redacted }

    private static func isSecret(parameter name: Substring) -> Bool {
        let decoded = String(decoding: percentDecoded(name.utf8), as: UTF8.self).lowercased()
        return parameterWords.contains { decoded.utf8.holds($0.utf8) }
    }

    private static func percentDecoded(_ text: Substring.UTF8View) -> [UInt8] {
        var decoded: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).compactMap(\.hexDigit)
            if byte == UInt8(ascii: "%"), digits.count == 2 {
                decoded.append(digits[0] << 4 | digits[1])
                rest = rest.dropFirst(2)
            } else {
                decoded.append(byte)
            }
        }
        return decoded
    }

    static let redacted = "[REDACTED]"
}

extension String.UTF8View {
    /// Whether `word` stands anywhere in it, byte for byte.
    fileprivate func holds(_ word: Self) -> Bool {
        var rest = self[...]
        while rest.count >= word.count {
            if rest.starts(with: word) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
