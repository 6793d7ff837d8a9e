/// The signature algorithms of RFC 7518 §3.1 and RFC 8037 §3.1. `none` is not one.
enum JWSAlgorithm: String, Sendable, CaseIterable {
    case hs256 = "HS256"
    case hs384 = "HS384"
    case hs512 = "HS512"
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case ps256 = "PS256"
    case ps384 = "PS384"
    case ps512 = "PS512"
    case es256 = "ES256"
    case es384 = "ES384"
    case es512 = "ES512"
    case eddsa = "EdDSA"

    enum Family: Sendable { case secret, rsa, curve, edwards }

    var family: Family {
        switch self {
        case .hs256, .hs384, .hs512: .secret
        case .rs256, .rs384, .rs512, .ps256, .ps384, .ps512: .rsa
        case .es256, .es384, .es512: .curve
        case .eddsa: .edwards
        }
    }

    /// EdDSA signs the message itself.
    var digest: SHA2? {
        switch self {
        case .hs256, .rs256, .ps256, .es256: .sha256
        case .hs384, .rs384, .ps384, .es384: .sha384
        case .hs512, .rs512, .ps512, .es512: .sha512
        case .eddsa: nil
        }
    }

    /// All that keys of one family can verify.
    static func of(_ family: Family) -> [Self] { allCases.filter { $0.family == family } }
}
