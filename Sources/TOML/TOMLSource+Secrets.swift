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

    /// Behind the first sign that follows a telling word, and is not followed by a truth.
    private func secret(in line: ArraySlice<UInt8>) -> Int? {
        let lower = line.map { 0x41...0x5a ~= $0 ? $0 | 0x20 : $0 }
        var rest = lower[...]
        while true {
            let found = Self.telling.compactMap { word in
                rest.indices.dropLast(word.count - 1).first { rest[$0...].starts(with: word) }
            }
            guard let word = found.min(), let sign = rest[word...].firstIndex(of: notation.sign) else { return nil }
            let value = rest[(sign + 1)...].drop { $0 <= 0x20 }
            guard let behind = Self.truth(value) else { return line.startIndex + value.startIndex }
            rest = behind
        }
    }

    /// What follows `true` or `false`, which give nothing away; `nil` when more than that word may be meant.
    private static func truth(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let word = truths.first(where: { value.starts(with: $0) }) else { return nil }
        let behind = value.dropFirst(word.count).drop { $0 <= 0x20 }
        return behind.first.map { ends.contains($0) } ?? true ? behind : nil
    }
    private static let truths = [Array("true".utf8), Array("false".utf8)]
    /// What may stand behind a value, in a table or before a comment.
    private static let ends = Array(",}]#".utf8)

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
