/// Why a token is not accepted.
public enum TokenError: Error, Sendable, Hashable {
    /// Not what a token looks like, or longer than one may be.
    case malformed
    /// Signed in a way that the key, or this server, does not allow; `none` among them.
    case unsupportedAlgorithm
    /// No key of the issuer has the token's key id.
    case unknownKey
    case badSignature
    case expired
    case notYetValid
    case wrongIssuer
    case wrongAudience
    /// An ID token, a refresh token, or a token of another type than the configuration demands.
    case notAnAccessToken
    /// Bound to a key of its holder (`cnf`), which a bearer token does not prove.
    case boundToKey
    /// Revoked or unknown, as its issuer says.
    case inactive
    /// Nobody can say: the issuer does not answer. A good token should be tried again after so many seconds.
    case undecided(retryAfter: Int)
}

extension TokenError {
    /// What the client may know. Nothing of the token is in it.
    public var explanation: String {
        switch self {
        case .malformed: "The token is malformed"
        case .unsupportedAlgorithm: "The token is signed in a way that is not accepted"
        case .unknownKey: "The token is signed with an unknown key"
        case .badSignature: "The signature of the token is wrong"
        case .expired: "The token has expired"
        case .notYetValid: "The token is not valid yet"
        case .wrongIssuer: "The token is from another issuer"
        case .wrongAudience: "The token is for another audience"
        case .notAnAccessToken: "The token is not an access token"
        case .boundToKey: "The token is bound to a key"
        case .inactive: "The token is not active"
        case .undecided: "The token cannot be verified now"
        }
    }
}
