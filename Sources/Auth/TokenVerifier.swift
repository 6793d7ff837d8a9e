public import HTTP

/// Turns a bearer token into the identity that it proves.
public protocol TokenVerifier: Sendable {
    /// The same as `verify`, as far as it can be said without waiting; `nil` leaves it to `verify`.
    func verifyAtOnce(_ token: BearerToken) throws(TokenError) -> VerifiedToken?
    func verify(_ token: BearerToken) async throws(TokenError) -> VerifiedToken
}

extension TokenVerifier {
    public func verifyAtOnce(_ token: BearerToken) throws(TokenError) -> VerifiedToken? { nil }
}

/// The token of an `Authorization: Bearer` header, as it came. No description shows it.
public struct BearerToken: Sendable {
    let bytes: [UInt8]
    let fingerprint: Fingerprint
    private let address: String

    /// - Parameter address: of whoever showed it.
    public init(_ bytes: [UInt8], from address: String = "") {
        self.init(bytes, Fingerprint(of: bytes.span), from: address)
    }

    /// With a fingerprint that is known.
    init(_ bytes: [UInt8], _ fingerprint: Fingerprint, from address: String) {
        self.bytes = bytes
        self.fingerprint = fingerprint
        self.address = address
    }

    /// Who showed it.
    var sender: LimitKey { .address(of: address) }

    /// Whether it could be a token at all (RFC 6750 §2.1).
    var isWellFormed: Bool {
        var end = bytes.count
        while end > 0, bytes[end - 1] == UInt8(ascii: "=") { end -= 1 }
        let digits = bytes.span.extracting(..<end)
        let known = Self.digits.span
        var areDigits = true
        for index in digits.indices { areDigits = areDigits && known[Int(digits[index])] }
        return areDigits && !digits.isEmpty
    }

    /// Whether a byte is one.
    private static let digits: [Bool] = {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/"
        return (0...255).map { letters.utf8.contains($0) }
    }()
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
