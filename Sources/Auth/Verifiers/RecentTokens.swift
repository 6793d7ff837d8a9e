internal import JSON

/// Tokens that were found good lately, as they came, so that one that comes again and again is neither digested nor looked up.
///
/// Tells two apart by all of their bytes.
struct RecentTokens: Sendable {
    /// Tokens that are kept, and the longest of them, bytes.
    static let limit = 64
    static let longest = 2048

    /// Apart from each other, so that a look at one counts no reference to the other.
    private var texts = [[UInt8]](repeating: [], count: Self.limit)
    private var known = [Known?](repeating: nil, count: Self.limit)

    struct Known: Sendable {
        let token: VerifiedToken
        let fingerprint: Fingerprint
    }

    /// What `text` was found to be, good or not any more.
    func token(_ text: ArraySlice<UInt8>) -> VerifiedToken? {
        let place = Self.place(of: text)
        return holds(text, at: place) ? known[place]?.token : nil
    }

    /// Only for tokens that were found good: what anybody sends must not drive these out.
    ///
    /// - Returns: the one that made room, if any.
    mutating func keep(_ token: Known, as text: ArraySlice<UInt8>) -> Known? {
        guard text.count <= Self.longest else { return nil }
        let place = Self.place(of: text)
        let earlier = known[place]
        texts[place] = Array(text)
        known[place] = token
        return earlier
    }

    mutating func forget(_ text: ArraySlice<UInt8>) {
        let place = Self.place(of: text)
        guard holds(text, at: place) else { return }
        texts[place] = []
        known[place] = nil
    }

    private func holds(_ text: ArraySlice<UInt8>, at place: Int) -> Bool {
        let texts = texts.span
        return texts[place].span.holdsSame(as: text.span)
    }

    /// The end of a token is its signature, or chance. Headers of claims may end alike, and then take the place from each other.
    private static func place(of text: ArraySlice<UInt8>) -> Int {
        var end: UInt64 = 0
        for byte in text.suffix(8) { end = end << 8 | UInt64(byte) }
        return Int((end &* 0x9e37_79b9_7f4a_7c15) >> 58)
    }
}
