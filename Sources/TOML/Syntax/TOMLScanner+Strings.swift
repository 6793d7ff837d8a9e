extension TOMLScanner {
    /// A string of any of the four kinds.
    mutating func string() throws(TOMLFlaw) -> String {
        let start = index
        let delimiter = next ?? .quote
        index += 1
        guard next == delimiter, peek(1) == delimiter else {
            return try lineString(delimiter, from: start)
        }
        index += 2
        _ = skipNewline()
        return try multilineString(delimiter, from: start)
    }

    private mutating func lineString(_ delimiter: UInt8, from start: Int) throws(TOMLFlaw) -> String {
        var content: [UInt8] = []
        while let byte = next, byte != .lineFeed, byte != .carriageReturn || peek(1) != .lineFeed {
            if byte == delimiter {
                index += 1
                return String(decoding: content, as: UTF8.self)
            }
            try take(byte, escapes: delimiter == .quote, into: &content)
        }
        throw TOMLFlaw(start..<index, "the string is not closed", suggestion: "expected \(named(delimiter))")
    }

    private mutating func multilineString(_ delimiter: UInt8, from start: Int) throws(TOMLFlaw) -> String {
        var content: [UInt8] = []
        while let byte = next {
            if byte == delimiter, let quotes = closingQuotes(delimiter) {
                index += quotes
                content.append(contentsOf: repeatElement(delimiter, count: quotes - 3))
                return String(decoding: content, as: UTF8.self)
            }
            if byte == .backslash, delimiter == .quote, skipFoldedNewline() { continue }
            if skipNewline() {
                content.append(.lineFeed)
            } else {
                try take(byte, escapes: delimiter == .quote, into: &content)
            }
        }
        let closing = String(repeating: Character(Unicode.Scalar(delimiter)), count: 3)
        var flaw = TOMLFlaw(
            start..<(start + 3),
            "the multi-line string is not closed",
            suggestion: "expected \(closing)"
        )
        flaw.endsDocument = true
        throw flaw
    }

    /// How many of the quotes that come next end the string: three, after at most two that belong to it.
    private func closingQuotes(_ delimiter: UInt8) -> Int? {
        var count = 0
        while count < 5, peek(count) == delimiter { count += 1 }
        return count >= 3 ? count : nil
    }

    /// A backslash at the end of a line, with the blanks and newlines up to the next character.
    private mutating func skipFoldedNewline() -> Bool {
        let start = index
        index += 1
        skipBlanks()
        guard skipNewline() else {
            index = start
            return false
        }
        repeat { skipBlanks() } while skipNewline()
        return true
    }

    private mutating func take(
        _ byte: UInt8,
        escapes: Bool,
        into content: inout [UInt8]
    ) throws(TOMLFlaw) {
        guard !byte.isForbidden else { throw forbiddenCharacter(in: "a string") }
        if byte == .backslash, escapes {
            content.append(contentsOf: String(try escape()).utf8)
        } else {
            content.append(byte)
            index += 1
        }
    }

    private mutating func escape() throws(TOMLFlaw) -> Character {
        let start = index
        index += 1
        let letter = next ?? 0
        index += 1
        switch letter {
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "e"): return "\u{1B}"
        case .quote: return "\""
        case .backslash: return "\\"
        case UInt8(ascii: "x"): return try codePoint(digits: 2, from: start)
        case UInt8(ascii: "u"): return try codePoint(digits: 4, from: start)
        case UInt8(ascii: "U"): return try codePoint(digits: 8, from: start)
        default:
            index = start + 1
            let length = unexpected("").range.count
            throw TOMLFlaw(
                start..<(start + 1 + length),
                "unknown escape in a string",
                suggestion: "write \\\\ for a backslash, or put the string in single quotes"
            )
        }
    }

    private mutating func codePoint(digits: Int, from start: Int) throws(TOMLFlaw) -> Character {
        var code: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }), next ?? 0x80 < 0x80 else {
                throw TOMLFlaw(start..<index, "the escape needs \(digits) hexadecimal digits")
            }
            code = code << 4 | UInt32(truncatingIfNeeded: digit)
            index += 1
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw TOMLFlaw(start..<index, "the escape is not a Unicode scalar value")
        }
        return Character(scalar)
    }

    private func named(_ delimiter: UInt8) -> String { delimiter == .quote ? "\"" : "'" }
}
