extension TOMLScanner {
    /// The parts of a key: bare, quoted, or several of them joined by dots.
    mutating func key() throws(TOMLFlaw) -> [TOMLKey] {
        var parts = [try keyPart()]
        while true {
            let end = index
            skipBlanks()
            guard skip(UInt8(ascii: ".")) else {
                index = end
                return parts
            }
            guard parts.count < depthLimit else { throw tooDeep(at: end) }
            skipBlanks()
            parts.append(try keyPart())
        }
    }

    func tooDeep(at offset: Int) -> TOMLFlaw {
        TOMLFlaw(offset..<(offset + 1), "nested deeper than \(depthLimit) levels")
    }

    private mutating func keyPart() throws(TOMLFlaw) -> TOMLKey {
        let start = index
        switch next {
        case UInt8.quote, UInt8.apostrophe:
            guard !isAt("\"\"\""), !isAt("'''") else { throw unexpected("a key cannot be a multi-line string") }
            let name = try string()
            return TOMLKey(name, at: start..<index)
        default:
            while let byte = next, byte.isBare { index += 1 }
            guard index > start else { throw unexpected("expected a key", suggestion: quotingHint) }
            return TOMLKey(text(start..<index), at: start..<index)
        }
    }

    private var quotingHint: String? {
        guard let next, next >= 0x80 else { return nil }
        return "letters other than A-Z need quotes in a key"
    }
}
