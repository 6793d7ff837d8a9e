internal import JSON

/// The digests of tokens that were found good lately, so that one that comes again and again is not digested each time.
///
/// Keeps the tokens themselves, and tells two apart by all of their bytes.
struct RecentDigests: Sendable {
    /// Tokens that are kept, and the longest of them, bytes.
    static let limit = 64
    static let longest = 2048

    private var known = [(token: [UInt8], digest: Fingerprint)?](repeating: nil, count: Self.limit)

    /// `nil` when it must be made.
    func digest(of token: ArraySlice<UInt8>) -> Fingerprint? {
        guard let entry = known[Self.place(of: token)] else { return nil }
        return entry.token.span.holdsSame(as: token.span) ? entry.digest : nil
    }

    /// Only for tokens that were found good: what anybody sends must not drive these out.
    mutating func keep(_ digest: Fingerprint, of token: ArraySlice<UInt8>) {
        if token.count <= Self.longest { known[Self.place(of: token)] = (Array(token), digest) }
    }

    /// The end of a token is its signature, or chance.
    private static func place(of token: ArraySlice<UInt8>) -> Int {
        var end: UInt64 = 0
        for byte in token.suffix(8) { end = end << 8 | UInt64(byte) }
        return Int((end &* 0x9e37_79b9_7f4a_7c15) >> 58)
    }
}
