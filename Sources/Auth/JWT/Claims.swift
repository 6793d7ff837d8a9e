internal import JSON

/// What a verified token says (RFC 7519 §4). Reading a claim of a wrong type fails; it is never passed over.
struct Claims: Sendable {
    let all: JSONObject

    init(_ all: JSONObject) { self.all = all }

    /// The payload of a token; members that come twice make it malformed.
    init(_ payload: [UInt8]) throws(TokenError) {
        guard let all = JSONObject(untrusted: payload) else { throw .malformed }
        self.all = all
    }

    func issuer() throws(TokenError) -> String? { try all.optionalString("iss") }

    /// `aud`: a string, or an array of them.
    func audiences() throws(TokenError) -> [String] {
        switch all["aud"] {
        case nil: return []
        case .string(let text)?: return [text]
        case .array(let items)?:
            let texts = items.compactMap(\.string)
            guard texts.count == items.count else { throw .malformed }
            return texts
        default: throw .malformed
        }
    }

    enum Rounding { case down, up }

    /// A NumericDate: seconds since 1970, integer or fraction.
    func date(_ name: String, rounded rounding: Rounding) throws(TokenError) -> Int? {
        switch all[name] {
        case nil: return nil
        case .int(let seconds)?: return seconds
        case .double(let seconds)?:
            guard let whole = Int(exactly: seconds.rounded(rounding == .down ? .down : .up)) else { throw .malformed }
            return whole
        default: throw .malformed
        }
    }

    /// The value at `path`, whose names may hold dots themselves: `resource_access.my.client.roles`.
    func value(at path: String) -> JSONValue? { Self.value(at: path[...], in: all) }

    private static func value(at path: Substring, in object: JSONObject) -> JSONValue? {
        if let value = object[String(path)] { return value }
        for member in object.members where path.hasPrefix(member.key + ".") {
            if let inner = member.value.object,
                let value = value(at: path.dropFirst(member.key.count + 1), in: inner)
            {
                return value
            }
        }
        return nil
    }
}
