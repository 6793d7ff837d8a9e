extension Span<UInt8> {
    /// Whether both hold the same bytes. Takes the same time wherever they differ, so it may compare secrets.
    public func holdsSame(as other: borrowing Self) -> Bool {
        guard count == other.count else { return false }
        // Without a way out of the loop, several bytes are compared at once.
        var difference: UInt8 = 0
        for index in indices { difference |= self[index] ^ other[index] }
        return difference == 0
    }
}
