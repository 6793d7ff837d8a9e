/// JSON compares strings by their characters (RFC 8259 §8.3), `String` by canonical equivalence: to it the Kelvin sign
/// is a K.
extension String {
    public func isExactly(_ other: String) -> Bool {
        utf8.count == other.utf8.count && self == other && (isASCII || utf8.elementsEqual(other.utf8))
    }

    /// The same for the same bytes only.
    public func hashExactly(into hasher: inout Hasher) {
        let span = utf8.span
        var index = 0
        while index + 8 <= span.count {
            hasher.combine(span.word(at: index))
            index += 8
        }
        while index < span.count {
            hasher.combine(span[index])
            index += 1
        }
        hasher.combine(0xFF as UInt8)
    }

    private var isASCII: Bool { utf8Span.isKnownASCII }
}
