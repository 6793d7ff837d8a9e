/// An IPv4 or IPv6 address. IPv4 in IPv6 clothes (`::ffff:10.0.0.1`) is the IPv4 address.
public struct IPAddress: Sendable, Hashable {
    /// The address as one of IPv6, in network order; IPv4 in its clothes.
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public var isIPv4: Bool { high == 0 && low >> 32 == 0xffff }

    /// Whether only this machine can have it.
    public var isLoopback: Bool { isIPv4 ? low >> 24 & 0xff == 127 : high == 0 && low == 1 }

    /// Four bytes, or sixteen, in network order.
    public var bytes: [UInt8] {
        let all = [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
        return isIPv4 ? Array(all[12...]) : all
    }

    /// What one customer of a network usually has: the address of IPv4, the first 64 bits of IPv6 (RFC 6177).
    public var site: IPAddress { isIPv4 ? self : IPAddress(high: high, low: 0) }
}

extension IPAddress {
    /// Four bytes, or sixteen, in network order; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        let high = bytes.prefix(bytes.count - 8 < 0 ? 0 : 8).reduce(0) { $0 << 8 | UInt64($1) }
        let low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
        self.init(high: high, low: bytes.count == 4 ? 0xffff_0000_0000 | low : low)
    }

    /// Strictly `a.b.c.d` without leading zeros, or what RFC 4291 §2.2 allows; no brackets, no zone, no port.
    public init?(_ text: String) { self.init(text.utf8) }

    init?(_ text: some BidirectionalCollection<UInt8>) {
        guard 2...45 ~= text.count else { return nil }
        if text.contains(UInt8(ascii: ":")) {
            self.init(six: Array(text))
        } else {
            guard let low = Self.four(text) else { return nil }
            self.init(high: 0, low: 0xffff_0000_0000 | low)
        }
    }

    private static func four(_ text: some Collection<UInt8>) -> UInt64? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt64 = 0
        for part in parts {
            guard 1...3 ~= part.count, part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            var number: UInt64 = 0
            for byte in part {
                guard byte &- 0x30 < 10 else { return nil }
                number = number * 10 + UInt64(byte &- 0x30)
            }
            guard number < 256 else { return nil }
            value = value << 8 | number
        }
        return value
    }

    private init?(six text: [UInt8]) {
        guard let gap = Self.gap(in: text) else {
            guard let groups = Self.groups(text[...]), groups.count == 8 else { return nil }
            self.init(groups)
            return
        }
        guard let head = Self.groups(text[..<gap], mayEndInFour: false), let tail = Self.groups(text[(gap + 2)...]),
            head.count + tail.count < 8
        else { return nil }
        self.init(head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail)
    }

    private init(_ groups: [UInt16]) {
        high = groups[..<4].reduce(0) { $0 << 16 | UInt64($1) }
        low = groups[4...].reduce(0) { $0 << 16 | UInt64($1) }
    }

    /// Where `::` stands.
    private static func gap(in text: [UInt8]) -> Int? {
        text.indices.dropLast().first { text[$0] == UInt8(ascii: ":") && text[$0 + 1] == UInt8(ascii: ":") }
    }

    private static func groups(_ text: ArraySlice<UInt8>, mayEndInFour: Bool = true) -> [UInt16]? {
        if text.isEmpty { return [] }
        var parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)[...]
        var last: [UInt16] = []
        if mayEndInFour, let part = parts.last, part.contains(UInt8(ascii: ".")) {
            guard let four = four(part) else { return nil }
            last = [UInt16(four >> 16), UInt16(four & 0xffff)]
            parts = parts.dropLast()
        }
        var groups: [UInt16] = []
        for part in parts {
            guard 1...4 ~= part.count, groups.count < 8 else { return nil }
            var group: UInt16 = 0
            for byte in part {
                guard let digit = byte.hexDigit else { return nil }
                group = group << 4 | UInt16(digit)
            }
            groups.append(group)
        }
        return groups + last
    }
}

extension IPAddress: CustomStringConvertible {
    /// As RFC 5952 writes it.
    public var description: String {
        if isIPv4 { return bytes.map(String.init).joined(separator: ".") }
        let groups = [high, low].flatMap { half in (0..<4).map { UInt16(truncatingIfNeeded: half >> (48 - 16 * $0)) } }
        let words = groups.map { String($0, radix: 16) }
        guard let zeros = Self.longestZeros(groups) else { return words.joined(separator: ":") }
        return words[..<zeros.lowerBound].joined(separator: ":") + "::"
            + words[zeros.upperBound...].joined(separator: ":")
    }

    /// The first of the longest runs of two zeros and more.
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var longest: Range<Int>?
        var start = 0
        for index in 0...groups.count where index == groups.count || groups[index] != 0 {
            if index - start > max(1, longest?.count ?? 0) { longest = start..<index }
            start = index + 1
        }
        return longest
    }
}
