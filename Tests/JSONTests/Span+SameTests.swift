import Testing

import JSON

@Suite struct SpanSameTests {
    /// Of every length around the widths that are compared at once.
    private let texts = (0...100).map { count in (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) } }

    private func areSame(_ lhs: [UInt8], _ rhs: [UInt8]) -> Bool { lhs.span.holdsSame(as: rhs.span) }

    @Test func `equal bytes are the same`() {
        for text in texts { #expect(areSame(text, text)) }
    }

    @Test func `one bit, or one byte more, makes another`() {
        for text in texts {
            for index in text.indices {
                var other = text
                other[index] ^= 1 << UInt8(index % 8)
                #expect(!areSame(text, other))
            }
            #expect(!areSame(text, text + [0]))
            #expect(!areSame(text + [0], text))
        }
    }
}
