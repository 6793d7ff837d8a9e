internal import HTTP

/// The id of a session as it stands in a header, to be found quickly among those that were opened before.
struct SealedID: Sendable, Hashable {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// The same, without what it is a part of.
    var copy: Self { Self(ArraySlice(Array(bytes))) }

    /// The id; `nil` for what is none by its form.
    var text: String? {
        guard bytes.count <= 512, bytes.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Compares everything, wherever the first difference stands.
    static func == (lhs: Self, rhs: Self) -> Bool { lhs.bytes.span.holdsSame(as: rhs.bytes.span) }

    /// An id ends with its seal, which nobody can choose, so a part of it tells ids apart.
    func hash(into hasher: inout Hasher) {
        var part: UInt64 = 0
        for byte in bytes.suffix(12) { part = part << 5 ^ UInt64(byte) }
        hasher.combine(part)
    }
}
