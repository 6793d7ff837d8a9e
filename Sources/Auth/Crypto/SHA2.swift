internal import COpenSSL

/// The digests of SHA-2 (FIPS 180-4), by their length in bytes.
enum SHA2: Int, Sendable {
    case sha256 = 32
    case sha384 = 48
    case sha512 = 64

    func digest(of bytes: borrowing Span<UInt8>) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: rawValue)
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe copenssl_sha2(Int32(clamping: rawValue), buffer.baseAddress, buffer.count, &digest)
        }
        return digest
    }

    var openSSL: OpaquePointer? { unsafe copenssl_digest(Int32(clamping: rawValue)) }
}

/// A SHA-256 digest that is made without allocating, and finds what was kept under it.
struct Fingerprint: Sendable, Hashable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(of bytes: borrowing Span<UInt8>) {
        var digest: InlineArray<32, UInt8> = .init(repeating: 0)
        var target = digest.mutableSpan
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe target.withUnsafeMutableBufferPointer { target in
                if let start = target.baseAddress {
                    unsafe copenssl_sha2(32, source.baseAddress, source.count, start)
                }
            }
        }
        words = (Self.word(digest, 0), Self.word(digest, 8), Self.word(digest, 16), Self.word(digest, 24))
    }

    /// `digest` has 32 bytes; `nil` for any other length.
    init?(digest: [UInt8]) {
        guard digest.count == 32 else { return nil }
        var copy: InlineArray<32, UInt8> = .init(repeating: 0)
        for index in 0..<32 { copy[index] = digest[index] }
        words = (Self.word(copy, 0), Self.word(copy, 8), Self.word(copy, 16), Self.word(copy, 24))
    }

    private static func word(_ digest: InlineArray<32, UInt8>, _ start: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in start..<start + 8 { word = word << 8 | UInt64(digest[index]) }
        return word
    }

    /// Takes the same time wherever two digests differ.
    static func == (lhs: Self, rhs: Self) -> Bool {
        (lhs.words.0 ^ rhs.words.0) | (lhs.words.1 ^ rhs.words.1) | (lhs.words.2 ^ rhs.words.2)
            | (lhs.words.3 ^ rhs.words.3) == 0
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
