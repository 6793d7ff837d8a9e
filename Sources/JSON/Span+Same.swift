extension Span<UInt8> {
    /// Takes the same time wherever the two differ.
    public func holdsSame(as other: borrowing Self) -> Bool {
        guard count == other.count else { return false }
        // Without a way out of the loop, several bytes are compared at once.
        var difference: UInt8 = 0
        for index in indices { difference |= self[index] ^ other[index] }
        return difference == 0
    }

    /// Many bytes at a time.
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
        return extracting(index...).holdsSame(as: other.extracting(index...))
    }
}
