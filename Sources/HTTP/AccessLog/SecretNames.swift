/// Which names promise a secret, so that logs leave its value out. Rather too many than one too few.
enum SecretNames {
    /// Words in the name of a header field.
    private static let headerWords = [
        "auth", "cookie", "token", "secret", "api-key", "apikey", "access-key", "private-key", "functions-key",
        "subscription-key", "passw", "passphrase", "jwt", "bearer", "session", "cred", "signature", "assertion",
        "ticket", "otp", "-pin", "x-code", "client-cert", "ssl-cert", "userinfo", "claims", "x-amzn-oidc",
        "client-principal", "kerberos", "dpop", "websocket-protocol", "mcp-param-", "x-key", "x-pass", "x-pwd", "csrf",
        "nonce", "-sig", "saml",
    ]

    /// Words in the name of a field that holds a URL, such as the one that a proxy was asked for. Its query has what the
    /// query of a request has: the codes of logins, for one.
    private static let urlWords = ["referer", "url", "uri", "path", "redirect", "location", "mcp-name"]

    /// Words in the name of a parameter of a query or a form.
    private static let parameterWords = [
        "code", "token", "state", "secret", "pass", "pw", "key", "psk", "private", "assertion", "saml", "wresult",
        "session", "sid", "cred", "nonce", "sig", "auth", "bearer", "refresh", "jwt", "ticket", "otp", "pin",
        "hmac", "jws", "hash", "magic", "invite",
    ]

    /// Whether the value of the field `name`, in lower case, is left out.
    static func isSecret(header name: String) -> Bool { headerWords.contains { name.utf8.holds($0.utf8) } }

    /// Whether the value of the field `name`, in lower case, is a URL or a part of one.
    static func isURL(header name: String) -> Bool { urlWords.contains { name.utf8.holds($0.utf8) } }

    /// Whether the value of a parameter is left out. Names are compared as they decode, so that no spelling shows a
    /// secret; what has no name could be one.
    static func isSecret(parameter name: some Collection<UInt8>) -> Bool {
        guard !name.isEmpty else { return true }
        let decoded = Array(name).percentDecoded.map(\.lowercased)
        return parameterWords.contains { decoded.holds($0.utf8) }
    }

    static let redacted = "[REDACTED]"
}

extension [UInt8] {
    /// As it decodes, and if that could be decoded again, so on: two parties on the way may each have encoded it.
    var percentDecoded: [UInt8] {
        var bytes = self
        for _ in 0..<3 where bytes.contains(UInt8(ascii: "%")) { bytes = bytes.decodedOnce }
        return bytes
    }

    private var decodedOnce: [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(count)
        var rest = self[...]
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
}

extension Collection<UInt8> {
    /// Whether `word` stands anywhere in it, byte for byte.
    fileprivate func holds(_ word: some Collection<UInt8>) -> Bool {
        var rest = self[...]
        while rest.count >= word.count {
            if rest.starts(with: word) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
