internal import HTTP
internal import JSON

/// What has to be known again when the browser comes back. It lies sealed in a cookie, so every replica can finish a
/// login that another one began.
struct LoginTicket: Sendable, Equatable {
    let state: String
    let nonce: String
    /// The secret behind the code challenge (RFC 7636 §4.1).
    let verifier: String
    /// Whose answer is waited for.
    let issuer: String
    /// Seconds since 1970.
    let expires: Int

    /// A new one, that nobody can guess.
    init(issuer: String, expires: Int) {
        state = Base64URL.text(SecureRandom.bytes(32))
        nonce = Base64URL.text(SecureRandom.bytes(32))
        verifier = Base64URL.text(SecureRandom.bytes(32))
        self.issuer = issuer
        self.expires = expires
    }

    /// RFC 7636 §4.2, `S256`
    var challenge: String { Base64URL.text(SHA2.sha256.digest(of: verifier.utf8.span)) }

    func sealed(by sealer: any Sealer) -> String {
        let members: JSONObject = [
            "s": .string(state), "n": .string(nonce), "v": .string(verifier), "i": .string(issuer), "e": .int(expires),
        ]
        return sealer.seal(JSONValue.object(members).bytes, for: Self.purpose)
    }

    /// `nil` for anything that this server did not seal, and for what has expired.
    init?(_ text: String, openedBy sealer: any Sealer, at now: Int) {
        guard let bytes = sealer.open(text, for: Self.purpose), let members = try? JSONValue(parsing: bytes),
            let state = members["s"]?.string, let nonce = members["n"]?.string, let verifier = members["v"]?.string,
            let issuer = members["i"]?.string, let expires = members["e"]?.int, expires > now
        else { return nil }
        self.state = state
        self.nonce = nonce
        self.verifier = verifier
        self.issuer = issuer
        self.expires = expires
    }

    private static let purpose = "login"
}
