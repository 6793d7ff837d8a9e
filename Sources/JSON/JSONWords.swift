/// Strings that many texts hold, such as the keys of a protocol. A reader that knows them hands them out instead of
/// making them anew.
public struct JSONWords: Sendable {
    private struct Slot: Sendable {
        let print: Print
        let text: String
    }
    /// Tells words of up to sixteen bytes apart, and most longer ones.
    private struct Print: Sendable, Equatable {
        /// The last eight bytes, or as many as there are.
        let tail: UInt64
        /// The first eight, when there are that many.
        let head: UInt64
        let count: Int

        var place: Int { Int(truncatingIfNeeded: ((tail ^ UInt64(count) &<< 56) &* 0x9E37_79B9_7F4A_7C15) &>> 57) }
    }
    /// By `Print.place`; a word whose place and the ones after it are taken is left out. The empty word is nobody's.
    private let slots: [Slot]
    private static let size = 128
    private static let tries = 4

    public init(_ words: [String] = []) {
        let empty = Slot(print: Print(tail: 0, head: 0, count: 0), text: "")
        var slots = [Slot](repeating: empty, count: words.isEmpty ? 0 : Self.size + Self.tries)
        for word in words where !word.isEmpty {
            // The reader always stands behind a quote, and looks back as far as eight bytes.
            let text = Array("        \(word)".utf8)
            let print = Self.print(of: text.span, 8..<text.count)
            let free = (print.place..<print.place + Self.tries).first { slots[$0].print.count == 0 }
            if let free { slots[free] = Slot(print: print, text: word) }
        }
        self.slots = slots
    }

    /// The word that stands at `range`, if it is one of these. The bytes may be anything.
    @inline(__always)
    func word(in bytes: Span<UInt8>, at range: Range<Int>) -> String? {
        guard !slots.isEmpty, range.upperBound >= 8, !range.isEmpty else { return nil }
        let print = Self.print(of: bytes, range)
        let slots = slots.span
        for place in print.place..<print.place &+ Self.tries {
            guard slots[place].print.count > 0 else { return nil }
            if slots[place].print == print, print.count <= 16 || Self.isSame(slots[place].text, bytes.extracting(range))
            {
                return slots[place].text
            }
        }
        return nil
    }

    @inline(__always)
    private static func print(of bytes: Span<UInt8>, _ range: Range<Int>) -> Print {
        let tail = bytes.word(at: range.upperBound &- 8)
        let count = range.count
        return count >= 8
            ? Print(tail: tail, head: bytes.word(at: range.lowerBound), count: count)
            : Print(tail: tail &>> UInt64((8 &- count) &* 8), head: 0, count: count)
    }

    /// Whether the two agree, which are equally long and have more than sixteen bytes.
    private static func isSame(_ text: String, _ bytes: Span<UInt8>) -> Bool {
        let expected = text.utf8.span
        var index = 0
        while index &+ 8 <= bytes.count {
            if bytes.word(at: index) != expected.word(at: index) { return false }
            index &+= 8
        }
        // The last eight overlap what has been compared.
        return bytes.word(at: bytes.count &- 8) == expected.word(at: bytes.count &- 8)
    }
}
