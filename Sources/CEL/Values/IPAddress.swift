/// An address of IPv4 or IPv6. One of IPv4 inside IPv6 (`::ffff:192.0.2.1`) is that of IPv4.
public struct IPAddress: Sendable, Hashable {
    let bits: UInt128
    let isV4: Bool

    init(v4 bits: UInt32) {
        self.bits = UInt128(bits)
        isV4 = true
    }

    init(v6 bits: UInt128) {
        isV4 = bits >> 32 == 0xFFFF
        self.bits = isV4 ? bits & 0xFFFF_FFFF : bits
    }

    var width: Int { isV4 ? 32 : 128 }

    /// The highest `count` bits; `count` is from 0 to `width`.
    func prefix(_ count: Int) -> UInt128 { count == 0 ? 0 : bits >> UInt128(width - count) }

    var isUnspecified: Bool { bits == 0 }
    var isLoopback: Bool { isV4 ? prefix(8) == 127 : bits == 1 }
    var isMulticast: Bool { isV4 ? prefix(4) == 0xE : prefix(8) == 0xFF }
    var isLinkLocalUnicast: Bool { isV4 ? prefix(16) == 0xA9FE : prefix(10) == 0x3FA }
    var isLinkLocalMulticast: Bool { isV4 ? prefix(24) == 0xE00000 : prefix(16) & 0xFF0F == 0xFF02 }
    var isGlobalUnicast: Bool {
        !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast && !(isV4 && bits == 0xFFFF_FFFF)
    }
}

extension IPAddress {
    /// `nil` when it is no address; zones (`%eth0`) are none.
    init?(_ text: String) {
        if let v4 = Self.v4(text[...]) {
            self.init(v4: v4)
        } else if let v6 = Self.v6(text) {
            self.init(v6: v6)
        } else {
            return nil
        }
    }

    private static func v4(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), part.utf8.count <= 3,
                part.utf8.count == 1 || part.utf8.first != 0x30, let byte = UInt8(part)
            else { return nil }
            bits = bits << 8 | UInt32(byte)
        }
        return bits
    }

    private static func v6(_ text: String) -> UInt128? {
        guard text.utf8.count <= 45, text.contains(":") else { return nil }
        // At most one gap of zeros.
        var halves: [[UInt16]] = [[]]
        var rest = text[...]
        if rest.hasPrefix("::") {
            halves.append([])
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            let part = rest.prefix { $0 != ":" }
            rest = rest.dropFirst(part.count)
            if rest.isEmpty, let v4 = v4(part) {
                halves[halves.count - 1] += [UInt16(v4 >> 16), UInt16(v4 & 0xFFFF)]
                break
            }
            guard let group = group(part) else { return nil }
            halves[halves.count - 1].append(group)
            if rest.hasPrefix("::") {
                guard halves.count == 1 else { return nil }
                halves.append([])
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix(":") {
                rest = rest.dropFirst()
                if rest.isEmpty { return nil }
            }
        }
        let count = halves[0].count + (halves.count == 2 ? halves[1].count : 0)
        guard halves.count == 2 ? count <= 7 : count == 8 else { return nil }
        let groups = halves[0] + Array(repeating: 0, count: 8 - count) + (halves.count == 2 ? halves[1] : [])
        return groups.reduce(0) { $0 << 16 | UInt128($1) }
    }

    private static func group(_ text: Substring) -> UInt16? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }) else { return nil }
        return UInt16(text, radix: 16)
    }

    /// As RFC 5952 has it: in lower case, the longest run of zeros left out.
    var text: String {
        if isV4 { return (0..<4).map { String(bits >> UInt128(24 - 8 * $0) & 0xFF) }.joined(separator: ".") }
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
        var gap = 0..<0
        var start = 0
        for place in 0...8 where place == 8 || groups[place] != 0 {
            if place - start > max(gap.count, 1) { gap = start..<place }
            start = place + 1
        }
        func joined(_ part: ArraySlice<UInt16>) -> String { part.map { String($0, radix: 16) }.joined(separator: ":") }
        return gap.isEmpty
            ? joined(groups[...]) : joined(groups[..<gap.lowerBound]) + "::" + joined(groups[gap.upperBound...])
    }
}
