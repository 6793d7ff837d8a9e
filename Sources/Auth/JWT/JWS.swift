internal import JSON

/// A signed token in its compact form (RFC 7515 §7.1), parsed and not yet verified.
struct JWS: Sendable {
    /// Longest text, bytes. A head of the server's default size holds no longer one.
    static let sizeLimit = 16 << 10

    let algorithm: JWSAlgorithm
    let keyID: String?
    /// `typ`
    let type: String?
    let payload: [UInt8]
    private let text: [UInt8]
    /// Where header and payload end.
    private let signedEnd: Int
    private let signature: [UInt8]

    /// Strict: base64url without padding or slack, no member twice, no extension that must be understood. Keys that a
    /// header brings along (`jwk`, `jku`, `x5c`, `x5u`) are never looked at.
    init(_ text: [UInt8]) throws(TokenError) {
        guard text.count <= Self.sizeLimit else { throw .malformed }
        let span = text.span
        // A third dot is no letter of the signature.
        guard let headEnd = text.firstIndex(of: UInt8(ascii: ".")),
            let payloadEnd = text[(headEnd + 1)...].firstIndex(of: UInt8(ascii: ".")),
            let head = Base64URL.bytes(of: span.extracting(..<headEnd)),
            let payload = Base64URL.bytes(of: span.extracting((headEnd + 1)..<payloadEnd)),
            let signature = Base64URL.bytes(of: span.extracting((payloadEnd + 1)...)),
            let header = JSONObject(untrusted: head)
        else { throw .malformed }
        guard header["crit"] == nil, header["b64"] == nil, !header.isEncrypted else { throw .malformed }
        algorithm = try header.algorithm()
        keyID = try header.optionalString("kid")
        type = try header.optionalString("typ")
        self.payload = payload
        self.text = text
        signedEnd = payloadEnd
        self.signature = signature
    }

    func isSigned(with key: VerificationKey) -> Bool {
        key.verifies(signature, of: text.span.extracting(..<signedEnd), by: algorithm)
    }
}

extension JSONObject {
    /// An object in a text of a stranger; `nil` for anything else, also for one whose members come twice.
    init?(untrusted text: [UInt8]) {
        var parser = JSONParser()
        parser.depthLimit = 16
        parser.valueLimit = 4096
        guard let value = try? parser.parse(text.span), let object = value.object else { return nil }
        self = object
    }

    fileprivate var isEncrypted: Bool { self["enc"] != nil }

    fileprivate func algorithm() throws(TokenError) -> JWSAlgorithm {
        guard let name = self["alg"]?.string else { throw .malformed }
        guard let algorithm = JWSAlgorithm(rawValue: name) else { throw .unsupportedAlgorithm }
        return algorithm
    }

    /// A member that may be missing, but is no other type.
    func optionalString(_ name: String) throws(TokenError) -> String? {
        guard let value = self[name] else { return nil }
        guard let text = value.string else { throw .malformed }
        return text
    }
}
