extension Span<UInt8> {
    /// Eight bytes from `index` on, the first in the lowest place.
    @inlinable @inline(__always)
    public func word(at index: Int) -> UInt64 {
        // Cutting first leaves one bounds check, and the eight loads become one.
        let cut = extracting(index..<index + 8)
        var word = UInt64(cut[0])
        word |= UInt64(cut[1]) << 8
        word |= UInt64(cut[2]) << 16
        word |= UInt64(cut[3]) << 24
        word |= UInt64(cut[4]) << 32
        word |= UInt64(cut[5]) << 40
        word |= UInt64(cut[6]) << 48
        word |= UInt64(cut[7]) << 56
        return word
    }

    /// The first place from `start` on that a JSON string cannot hold as it is (`"`, `\`, U+0000…U+001F), or `count`.
    func plainEnd(from start: Int) -> Int {
        var index = start
        while index + 8 <= count {
            let marks = Self.specials(in: word(at: index))
            if marks != 0 { return index + marks.trailingZeroBitCount >> 3 }
            index += 8
        }
        if index > start, index < count {
            // The last eight overlap what has been looked at, and found plain.
            let marks = Self.specials(in: word(at: count - 8))
            return marks == 0 ? count : count - 8 + marks.trailingZeroBitCount >> 3
        }
        while index < count, self[index] >= 0x20, self[index] != 0x22, self[index] != 0x5C { index += 1 }
        return index
    }

    /// The high bit of every byte that is special; above the first of them, also of some that are not.
    @inline(__always)
    static func specials(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let below = (word &- ones &* 0x20) & ~word
        return (below | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)) & (ones &* 0x80)
    }
}

extension [UInt8] {
    mutating func append(_ run: Span<UInt8>) {
        append(addingCapacity: run.count) { output in
            for index in run.indices { output.append(run[index]) }
        }
    }
}
