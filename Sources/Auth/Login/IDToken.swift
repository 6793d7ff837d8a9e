internal import HTTP
internal import JSON
internal import Telemetry

/// Verifies ID tokens (OpenID Connect Core 1.0 §3.1.3.7) with the keys that their issuers publish.
actor IDTokenKeys {
    private let client: any HTTPClient
    private let time: Time
    private let log: Logger
    private var sets: [String: KeySet] = [:]

    init(from client: any HTTPClient, time: Time, log: Logger) {
        self.client = client
        self.time = time
        self.log = log
    }

    /// The keys of an issuer, as its metadata names them. A login has one issuer, whose spelling its metadata decides.
    func keys(of issuer: String) -> KeySet {
        if let set = sets[issuer] { return set }
        let set = KeySet(KeySource(issuer: issuer, place: nil, client: client), time: time, log: log)
        if sets.count >= Self.limit { sets = [:] }
        sets[issuer] = set
        return set
    }

    private static let limit = 4
}

/// One ID token, and what it has to say.
struct IDToken: Sendable {
    let claims: JSONObject

    /// - Parameter now: seconds since 1970.
    init(
        _ text: String,
        for ticket: LoginTicket,
        clientID: String,
        accessToken: String,
        keys: KeySet,
        at now: Int
    ) async throws(TokenError) {
        let token = try JWS(Array(text.utf8))
        let claims = try Claims(token.payload)
        guard try claims.issuer() == ticket.issuer else { throw .wrongIssuer }
        let key = try await keys.key(for: token)
        guard token.isSigned(with: key) else { throw .badSignature }
        let rules = ClaimRules()
        _ = try rules.requireTime(claims, at: now)
        try rules.requireAudience(claims, in: [clientID])
        let party = try claims.all.optionalString("azp")
        let isOnlyAudience = try claims.audiences().count == 1
        guard party == clientID || party == nil && isOnlyAudience else { throw .wrongAudience }
        guard let nonce = try claims.all.optionalString("nonce"),
            ConstantTime.equal(Array(nonce.utf8), Array(ticket.nonce.utf8))
        else { throw .malformed }
        let subject = try claims.all.optionalString("sub")
        guard subject?.isEmpty == false else { throw .malformed }
        if let hash = try claims.all.optionalString("at_hash") {
            guard hash == token.algorithm.halfDigest(of: accessToken) else { throw .badSignature }
        }
        self.claims = claims.all
    }
}

extension JWSAlgorithm {
    /// The left half of a digest, in base64url (OpenID Connect Core 1.0 §3.1.3.6). Ed25519 signs with SHA-512 inside.
    fileprivate func halfDigest(of text: String) -> String {
        let digest = (digest ?? .sha512).digest(of: text.utf8.span)
        return Base64URL.text(Array(digest.prefix(digest.count / 2)))
    }
}
