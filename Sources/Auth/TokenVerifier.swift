public import HTTP

/// Turns a bearer token into the identity that it proves.
public protocol TokenVerifier: Sendable {
    func verify(_ token: BearerToken) async throws(TokenError) -> VerifiedToken
}

/// The token of an `Authorization: Bearer` header, as it came. No description shows it.
public struct BearerToken: Sendable {
    let bytes: [UInt8]
    let fingerprint: Fingerprint
    /// The address that showed it.
    let sender: LimitKey

    public init(_ bytes: [UInt8], from sender: LimitKey = .peer("")) {
        self.bytes = bytes
        self.sender = sender
        fingerprint = Fingerprint(of: bytes.span)
    }

    /// Whether it could be a token at all (RFC 6750 §2.1).
    var isWellFormed: Bool {
        let digits = bytes.prefix { $0 != UInt8(ascii: "=") }
        return !digits.isEmpty && digits.allSatisfy(\.isTokenDigit)
            && bytes[digits.endIndex...].allSatisfy { $0 == UInt8(ascii: "=") }
    }
}

extension BearerToken: CustomStringConvertible, CustomReflectable {
    public var description: String { "[token]" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A token that was found good.
public struct VerifiedToken: Sendable {
    public let identity: Identity
    /// Until when that may be remembered, seconds since 1970; never later than the token ends.
    let goodUntil: Int
    /// What vouched for it; with its retirement the token is no longer good.
    let key: VerificationKey?

    init(_ identity: Identity, goodUntil: Int, by key: VerificationKey? = nil) {
        self.identity = identity
        self.goodUntil = goodUntil
        self.key = key
    }
}

extension UInt8 {
    fileprivate var isTokenDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
