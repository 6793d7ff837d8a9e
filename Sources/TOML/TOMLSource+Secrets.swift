extension TOMLSource {
    /// Where a secret may begin in a line: behind the sign of a key whose name says so, or, in a line without a key, where
    /// the line begins.
    func secret(inLine index: Int) -> Int? {
        let line = line(index)
        if hasKey(line) { return secret(in: line) }
        // A value that goes on: whose, an earlier line with a key says.
        guard let earlier = owners(ofLine: index).first(where: { secret(in: self.line($0)) != nil }) else { return nil }
        // A header ends every value.
        let isHeader =
            notation == .toml
            && (earlier + 1...index).contains { self.line($0).first { $0 > 0x20 } == UInt8(ascii: "[") }
        return isHeader ? nil : line.firstIndex { $0 > 0x20 }
    }

    /// The lines with a key that a line without one may belong to: in TOML the last before it, in YAML those that are
    /// indented less.
    private func owners(ofLine index: Int) -> [Int] {
        let earlier = (max(0, index - Self.reach)..<index).reversed()
        guard notation == .yaml else { return earlier.first { hasKey(line($0)) }.map { [$0] } ?? [] }
        var owners: [Int] = []
        var indent = Int.max
        for number in earlier where hasKey(line(number)) {
            let own = line(number).prefix { $0 == .space }.count
            if own < indent { owners.append(number) }
            indent = min(indent, own)
        }
        return owners
    }

    /// Whether a line begins with a key. In YAML a text may hold the sign, too.
    private func hasKey(_ line: ArraySlice<UInt8>) -> Bool {
        guard notation == .yaml else { return line.contains(notation.sign) }
        let words = line.drop { $0 == .space || $0 == UInt8(ascii: "-") || $0 == .quote || $0 == .apostrophe }
        let rest = words.drop { $0.isBare || $0 == UInt8(ascii: ".") }.drop { $0 == .quote || $0 == .apostrophe }
        guard rest.startIndex > words.startIndex, rest.first == notation.sign else { return false }
        return rest.dropFirst().first.map { $0 <= .space } ?? true
    }

    /// Behind the first sign that follows a telling word.
    private func secret(in line: ArraySlice<UInt8>) -> Int? {
        let lower = line.map { 0x41...0x5a ~= $0 ? $0 | 0x20 : $0 }
        let found = Self.telling.compactMap { word in
            lower.indices.dropLast(word.count - 1).first { lower[$0...].starts(with: word) }
        }
        guard let word = found.min(), let sign = lower[word...].firstIndex(of: notation.sign) else { return nil }
        let value = lower[(sign + 1)...].firstIndex { $0 > 0x20 } ?? lower.endIndex
        return line.startIndex + value
    }

    private func line(_ index: Int) -> ArraySlice<UInt8> {
        let (start, end) = bounds(ofLine: index)
        return bytes[start..<end]
    }

    /// Words in the names of keys whose values nobody should read.
    private static let telling = ["secr", "password", "passwd", "token", "key", "ring", "credential"].map {
        Array($0.utf8)
    }
    /// Lines that are looked at before one without a key.
    private static let reach = 50
}
