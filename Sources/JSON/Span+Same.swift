extension Span<UInt8> {
    /// Whether both hold the same bytes. Ends at a difference, so it tells how much of a secret was right: those are compared
    /// with what takes the same time for all.
    public func isSame(as other: borrowing Self) -> Bool {
        guard count == other.count else { return false }
        var index = 0
        while index &+ 32 <= count {
            let (own, others) = (extracting(index..<index &+ 32), other.extracting(index..<index &+ 32))
            var difference = own.word(at: 0) ^ others.word(at: 0)
            difference |= own.word(at: 8) ^ others.word(at: 8)
            difference |= own.word(at: 16) ^ others.word(at: 16)
            difference |= own.word(at: 24) ^ others.word(at: 24)
            guard difference == 0 else { return false }
            index &+= 32
        }
        while index &+ 8 <= count {
            guard word(at: index) == other.word(at: index) else { return false }
            index &+= 8
        }
        while index < count {
            guard self[index] == other[index] else { return false }
            index &+= 1
        }
        return true
    }
}
