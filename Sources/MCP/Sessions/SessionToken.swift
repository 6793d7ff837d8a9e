internal import HTTP
internal import JSON

/// What a session id says, once it is opened: enough for any replica to serve the session. A class, because every
/// request in a session gets it.
final class SessionToken: Sendable {
    /// Chance, 128 bits: by this a replica remembers the session.
    struct Key: Sendable, Hashable {
        let high: UInt64
        let low: UInt64
    }
    static let purpose = "session"
    /// Longest name of a principal, bytes, that an id has room for.
    static let principalLimit = 192

    let version: ProtocolVersion
    let capabilities: JSONObject
    let key: Key
    /// Seconds since 1970, after which the session is over.
    let expiry: Int
    /// Whose the session is.
    let principal: Principal
    /// The id that says so, once a client has shown it.
    let id: SealedID?

    private init(
        _ version: ProtocolVersion,
        _ capabilities: JSONObject,
        _ key: Key,
        until expiry: Int,
        of principal: Principal,
        shownAs id: SealedID? = nil
    ) {
        self.id = id
        self.version = version
        self.capabilities = capabilities
        self.key = key
        self.expiry = expiry
        self.principal = principal
    }

    /// `nil` for a caller whose name is too long.
    convenience init?(_ version: ProtocolVersion, _ capabilities: JSONObject, of caller: Caller, until expiry: Int) {
        let principal = caller.principal
        guard principal.text.utf8.count <= Self.principalLimit else { return nil }
        let key = Key(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
        let abilities = ClientAbilities(capabilities, in: version)
        self.init(version, abilities.capabilities, key, until: expiry, of: principal)
    }

    /// Whose tasks of this session are: nobody else's, and no other session's.
    var owner: Principal { Principal("\(principal.text)\u{0}\(key.high).\(key.low)") }

    /// Whether many callers share the principal.
    var isAnonymous: Bool { principal == Caller.trusted.principal || principal == Caller.unknown.principal }

    /// Whether `caller` opened the session. An id proves nothing: whoever shows it must be its owner besides.
    func belongs(to caller: Caller) -> Bool { caller.principal == principal }
}

/// As bytes: form, version, abilities, expiry, key, principal.
extension SessionToken {
    private static let form: UInt8 = 1

    var bytes: [UInt8] {
        var bytes = [Self.form, UInt8(clamping: version.rawValue)]
        bytes.append(number: UInt64(ClientAbilities(capabilities).rawValue), bytes: 2)
        bytes.append(number: UInt64(clamping: expiry), bytes: 8)
        bytes.append(number: key.high, bytes: 8)
        bytes.append(number: key.low, bytes: 8)
        return bytes + Array(principal.text.utf8)
    }

    /// - Parameter id: as the client has shown it.
    convenience init?(_ bytes: [UInt8], shownAs id: SealedID? = nil) {
        guard bytes.count > 28, bytes[0] == Self.form, let version = ProtocolVersion(rawValue: Int(bytes[1])),
            version.hasHandshake
        else { return nil }
        let abilities = UInt16(truncatingIfNeeded: bytes[2..<4].number)
        self.init(
            version,
            ClientAbilities(rawValue: abilities).capabilities,
            Key(high: bytes[12..<20].number, low: bytes[20..<28].number),
            until: Int(clamping: bytes[4..<12].number),
            of: Principal(String(decoding: bytes[28...], as: UTF8.self)),
            shownAs: id
        )
    }
}

extension [UInt8] {
    fileprivate mutating func append(number: UInt64, bytes count: UInt64) {
        for place in (0..<count).reversed() { append(UInt8(truncatingIfNeeded: number >> (place * 8))) }
    }
}

extension ArraySlice<UInt8> {
    fileprivate var number: UInt64 { reduce(0) { $0 << 8 | UInt64($1) } }
}
