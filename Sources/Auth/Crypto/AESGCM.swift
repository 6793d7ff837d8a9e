internal import COpenSSL
private import Synchronization

/// AES-256-GCM (NIST SP 800-38D): keys of 32 bytes, nonces of 12, tags of 16, which follow the sealed bytes.
@safe final class AESGCM: Sendable {
    static let nonceCount = 12
    static let tagCount = 16

    private let idle = Mutex<[Context]>([])

    /// `nonce` must never come twice with one key. `bound` is authenticated, not sealed.
    func seal(_ plain: [UInt8], with key: [UInt8], nonce: [UInt8], boundTo bound: [UInt8]) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: Self.tagCount)
        guard let sealed = run(seals: 1, plain, key, nonce, bound, &tag) else {
            preconditionFailure("AES-256-GCM is not available")
        }
        return sealed + tag
    }

    /// The plain bytes; `nil` for anything that `seal` did not make with the same key, nonce and `bound`.
    func open(_ sealed: [UInt8], with key: [UInt8], nonce: [UInt8], boundTo bound: [UInt8]) -> [UInt8]? {
        guard sealed.count >= Self.tagCount else { return nil }
        var tag = Array(sealed.suffix(Self.tagCount))
        return run(seals: 0, Array(sealed.dropLast(Self.tagCount)), key, nonce, bound, &tag)
    }

    private func run(
        seals: Int32,
        _ input: [UInt8],
        _ key: [UInt8],
        _ nonce: [UInt8],
        _ bound: [UInt8],
        _ tag: inout [UInt8]
    ) -> [UInt8]? {
        precondition(key.count == 32 && nonce.count == Self.nonceCount, "a key or nonce of another length")
        guard let count = Int32(exactly: input.count), let boundCount = Int32(exactly: bound.count) else { return nil }
        guard let context = idle.withLock({ $0.popLast() }) ?? Context() else { return nil }
        defer { idle.withLock { $0.append(context) } }
        // One byte more than needed, so that there is an address for an empty text too.
        var output = [UInt8](repeating: 0, count: input.count + 1)
        let isDone = unsafe copenssl_gcm(
            context.pointer,
            seals,
            key,
            nonce,
            bound,
            boundCount,
            input,
            count,
            &output,
            &tag
        )
        guard isDone == 1 else { return nil }
        output.removeLast()
        return output
    }
}

/// A cipher context of the library, which one thread uses at a time.
@safe private final class Context: @unchecked Sendable {
    let pointer: OpaquePointer

    init?() {
        guard let pointer = unsafe EVP_CIPHER_CTX_new() else { return nil }
        unsafe self.pointer = pointer
        guard unsafe EVP_CipherInit_ex(pointer, EVP_aes_256_gcm(), nil, nil, nil, 1) == 1 else { return nil }
    }

    deinit { unsafe EVP_CIPHER_CTX_free(pointer) }
}
