/// Which addresses lie in the Internet at large, and so hold nothing of this network's.
enum PublicAddress {
    /// Whether `address`, 4 or 16 bytes, is one of them. Everything that the registries of special addresses name
    /// (RFC 6890), that carries another address inside it (mapped, NAT64, 6to4, Teredo), or where a cloud answers
    /// questions about its machines, is not.
    static func contains(_ address: [UInt8]) -> Bool {
        switch address.count {
        case 4: !special4.contains { $0.contains(address) }
        case 16: global6.contains(address) && !special6.contains { $0.contains(address) }
        default: false
        }
    }

    private static let special4: [Block] = [
        Block([0], 8), Block([10], 8), Block([100, 64], 10), Block([127], 8), Block([169, 254], 16),
        Block([172, 16], 12), Block([192, 0, 0], 24), Block([192, 0, 2], 24), Block([192, 88, 99], 24),
        Block([192, 168], 16), Block([198, 18], 15), Block([198, 51, 100], 24), Block([203, 0, 113], 24),
        Block([224], 4), Block([240], 4),
        // Looks public, but is where one cloud serves the credentials of its machines.
        Block([168, 63, 129, 16], 32),
    ]
    private static let global6 = Block([0x20], 3)
    private static let special6: [Block] = [
        Block([0x20, 0x01, 0x00], 23), Block([0x20, 0x01, 0x0d, 0xb8], 32), Block([0x20, 0x02], 16),
        Block([0x3f, 0xff, 0x00], 20),
    ]
}

/// Addresses whose first `length` bits agree with `prefix`.
private struct Block {
    let prefix: [UInt8]
    let length: Int

    init(_ prefix: [UInt8], _ length: Int) {
        self.prefix = prefix
        self.length = length
    }

    func contains(_ address: [UInt8]) -> Bool {
        for (index, byte) in prefix.enumerated() {
            let bits = min(8, length - 8 * index)
            guard bits > 0 else { return true }
            let mask = UInt8(truncatingIfNeeded: 0xff00 >> bits)
            if address[index] & mask != byte & mask { return false }
        }
        return true
    }
}
