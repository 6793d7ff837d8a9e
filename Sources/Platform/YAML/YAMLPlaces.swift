/// Where the characters of a document stand: libyaml counts those, a byte order mark among them.
struct YAMLPlaces {
    private let bytes: [UInt8]
    /// The byte that each character begins with; empty where all are of one byte.
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        starts = bytes.allSatisfy { $0 < 0x80 } ? [] : bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 }
    }

    var end: Int { bytes.count }

    func range(from start: Int, to end: Int) -> Range<Int> {
        let lower = offset(of: start)
        return lower..<max(lower, offset(of: end))
    }

    /// What is left of a value without the anchor and the tag before it.
    func withoutProperties(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        while lower < range.upperBound, bytes[lower] == UInt8(ascii: "&") || bytes[lower] == UInt8(ascii: "!") {
            lower = bytes[lower..<range.upperBound].firstIndex { $0 <= 0x20 } ?? range.upperBound
            lower = bytes[lower..<range.upperBound].firstIndex { $0 > 0x20 } ?? range.upperBound
        }
        return lower..<range.upperBound
    }

    func isTab(at offset: Int) -> Bool { offset < bytes.count && bytes[offset] == 0x09 }

    private func offset(of character: Int) -> Int {
        guard !starts.isEmpty else { return min(character, bytes.count) }
        return character < starts.count ? starts[character] : bytes.count
    }
}
