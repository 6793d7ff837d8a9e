internal import JSON

/// The keys that an issuer publishes (RFC 7517 §5), as far as they can verify.
struct JWKSet: Sendable {
    /// Most keys that are read of one document.
    static let limit = 64

    let keys: [VerificationKey]

    /// `nil` for a document that is none. Keys of unknown kinds are left out (RFC 7517 §5), and so are all that share
    /// one id within one kind, because nobody can say which is meant.
    init?(_ document: JSONObject) {
        guard let entries = document["keys"]?.array else { return nil }
        let objects = entries.prefix(Self.limit).compactMap(\.object)
        let names = objects.map(Name.init)
        var counts: [Name: Int] = [:]
        for case let name? in names { counts[name, default: 0] += 1 }
        keys = zip(objects, names).compactMap { object, name in
            if let name, counts[name] != 1 { return nil }
            return VerificationKey(object)
        }
    }

    init(keys: [VerificationKey]) { self.keys = keys }

    /// The key that a token names by its id. Without an id, the only one that knows its algorithm.
    func key(for token: JWS) -> VerificationKey? {
        let fitting = keys.filter { $0.algorithms.contains(token.algorithm) }
        guard let id = token.keyID else { return fitting.count == 1 ? fitting.first : nil }
        return fitting.first { $0.id == id }
    }

    private struct Name: Hashable {
        let kind: String
        let id: String
        init?(_ key: JSONObject) {
            guard let id = key["kid"]?.string else { return nil }
            kind = key["kty"]?.string ?? ""
            self.id = id
        }
    }
}
