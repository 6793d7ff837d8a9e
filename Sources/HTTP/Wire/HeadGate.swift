/// Tells when a head that comes in pieces may be whole, so that a slow one is parsed once and not at every byte.
public struct HeadGate: Sendable {
    /// Bytes from the start of the head that are known to hold no end.
    private var scanned = 0

    public init() {}

    /// Whether the head that starts at `start` may be whole, or is too long to wait for.
    public mutating func opens(_ bytes: [UInt8], from start: Int, limit: Int) -> Bool {
        // The last bytes seen may be the first of the empty line.
        var index = start + max(0, scanned - Self.overlap)
        while index + 1 < bytes.count {
            // Bare line feeds never make a head, but they let the parser refuse it.
            if bytes[index] == 0x0a, bytes[index + 1] == 0x0a || bytes[index + 1] == 0x0d, index > start + 1 {
                return true
            }
            index += 1
        }
        scanned = bytes.count - start
        return scanned > limit
    }

    public mutating func reset() { scanned = 0 }

    private static let overlap = 3
}
