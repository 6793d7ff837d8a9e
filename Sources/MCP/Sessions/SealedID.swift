internal import HTTP
internal import JSON

/// The id of a session as it stands in a header, to be found quickly among those that were opened before.
struct SealedID: Sendable, Equatable {
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

    /// The last eight bytes: a part of the seal.
    var end: UInt64 {
        let bytes = bytes.span
        if bytes.count >= 8 { return bytes.word(at: bytes.count &- 8) }
        var end: UInt64 = 0
        for index in bytes.indices { end = end << 8 | UInt64(bytes[index]) }
        return end
    }
}
