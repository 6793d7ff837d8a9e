internal import JSON

/// The keys that an issuer publishes (RFC 7517 §5), as far as they can verify.
struct JWKSet: Sendable {
    /// Most keys that are read of one document.
    static let limit = 64

    let keys: [VerificationKey]
    /// Keys beyond the limit, which nobody has looked at.
    let excess: Int

    /// `nil` for a document that is none. Keys of unknown kinds are left out (RFC 7517 §5), and so are all that share
    /// one id within one kind, because nobody can say which is meant.
    ///
    /// - Parameter known: keys that need not be made again.
    init?(_ document: JSONObject, reusing known: [VerificationKey] = []) {
        guard let entries = document["keys"]?.array else { return nil }
        excess = max(0, entries.count - Self.limit)
        let objects = entries.prefix(Self.limit).compactMap(\.object)
        let names = objects.map(Name.init)
        var counts: [Name: Int] = [:]
        for case let name? in names { counts[name, default: 0] += 1 }
        keys = zip(objects, names).compactMap { object, name in
            if let name, counts[name] != 1 { return nil }
            return known.first { $0.jwk == object } ?? VerificationKey(object)
        }
    }

    init(keys: [VerificationKey]) {
        self.keys = keys
        excess = 0
    }

    enum Match {
        case key(VerificationKey)
        /// The key is there, but does not sign in this way.
        case otherAlgorithm
        case unknown
    }

    /// The key that a token names by its id. Without an id, the only one that knows its algorithm.
    func match(for token: JWS) -> Match {
        guard let id = token.keyID else { return match(forAlgorithm: token.algorithm) }
        var match = Match.unknown
        for key in keys where key.id?.isExactly(id) == true {
            if key.algorithms.contains(token.algorithm) { return .key(key) }
            match = .otherAlgorithm
        }
        return match
    }

    private func match(forAlgorithm algorithm: JWSAlgorithm) -> Match {
        let fitting = keys.filter { $0.algorithms.contains(algorithm) }
        return fitting.count == 1 ? .key(fitting[0]) : keys.count == 1 ? .otherAlgorithm : .unknown
    }

    func key(for token: JWS) -> VerificationKey? {
        if case .key(let key) = match(for: token) { key } else { nil }
    }

    private struct Name: Hashable {
        let kind: String
        let id: String
        init?(_ key: JSONObject) {
            guard let id = key["kid"]?.string else { return nil }
            kind = key["kty"]?.string ?? ""
            self.id = id
        }

        /// By their bytes, as tokens name keys.
        static func == (lhs: Self, rhs: Self) -> Bool { lhs.kind.isExactly(rhs.kind) && lhs.id.isExactly(rhs.id) }
        func hash(into hasher: inout Hasher) {
            kind.hashExactly(into: &hasher)
            id.hashExactly(into: &hasher)
        }
    }
}
