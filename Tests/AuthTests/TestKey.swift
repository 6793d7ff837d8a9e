import COpenSSL
import JSON

@testable import Auth

/// An Ed25519 key that signs what tests need.
@safe struct TestKey {
    let id: String?
    private let secret: [UInt8]

    /// Keys with another `seed` are others.
    init(_ id: String? = "k1", seed: UInt8 = 1) {
        self.id = id
        secret = [UInt8](repeating: seed, count: 32)
    }

    var jwk: JSONObject {
        var jwk: JSONObject = ["kty": "OKP", "crv": "Ed25519", "x": .string(Base64URL.text(publicBytes))]
        if let id { jwk["kid"] = .string(id) }
        return jwk
    }

    /// A token with the header of this key, changed by `header`.
    func token(_ claims: JSONObject, header changes: JSONObject = [:]) -> [UInt8] {
        var header: JSONObject = ["alg": "EdDSA"]
        if let id { header["kid"] = .string(id) }
        for change in changes.members { header[change.key] = change.value == .null ? nil : change.value }
        return token(header: JSONValue.object(header).text, payload: JSONValue.object(claims).text)
    }

    func token(header: String, payload: String) -> [UInt8] {
        let input = Base64URL.text(Array(header.utf8)) + "." + Base64URL.text(Array(payload.utf8))
        return Array("\(input).\(Base64URL.text(signature(of: Array(input.utf8))))".utf8)
    }

    func signature(of message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: 64)
        var count = 64
        let context = unsafe EVP_MD_CTX_new()
        let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, secret, 32)
        unsafe EVP_DigestSignInit(context, nil, nil, nil, key)
        unsafe EVP_DigestSign(context, &signature, &count, message, message.count)
        unsafe EVP_MD_CTX_free(context)
        unsafe EVP_PKEY_free(key)
        return signature
    }

    private var publicBytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = 32
        let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, secret, 32)
        unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count)
        unsafe EVP_PKEY_free(key)
        return bytes
    }
}

/// A token signed with a secret (HS256).
func secretToken(_ claims: JSONObject, _ secret: [UInt8], header: String = #"{"alg":"HS256"}"#) -> [UInt8] {
    let payload = JSONValue.object(claims).text
    let input = Base64URL.text(Array(header.utf8)) + "." + Base64URL.text(Array(payload.utf8))
    let code = HMACCode.of(Array(input.utf8), under: secret, .sha256)
    return Array("\(input).\(Base64URL.text(code))".utf8)
}
