/// What the session ids that were opened lately say, so that most requests open none.
///
/// An id has one place. Ids end with their seal, which nobody can choose, so a few bytes of it spread them evenly; of two that
/// meet, the later one stays.
struct OpenedIDs: Sendable {
    /// A power of two.
    static let limit = 2048

    /// Empty until the first is kept.
    private var tokens: [SessionToken?] = []

    func token(of id: SealedID) -> SessionToken? {
        guard !tokens.isEmpty, let token = tokens[Self.place(of: id)], token.id == id else { return nil }
        return token
    }

    mutating func keep(_ token: SessionToken, of id: SealedID) {
        if tokens.isEmpty { tokens = [SessionToken?](repeating: nil, count: Self.limit) }
        tokens[Self.place(of: id)] = token
    }

    mutating func removeAll() { tokens = [] }

    private static func place(of id: SealedID) -> Int {
        Int(truncatingIfNeeded: (id.end &* 0x9e37_79b9_7f4a_7c15) >> 32) & (limit - 1)
    }
}
