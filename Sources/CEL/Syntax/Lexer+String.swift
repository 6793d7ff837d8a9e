extension Lexer {
    /// How a text between quotes is written.
    private struct Quoting {
        var isBytes = false
        var isRaw = false
        let quote: UInt8
        let isTriple: Bool
        let start: Int
    }

    mutating func quoted() throws(CELError.Problem) -> Token.Kind {
        try quoted(isBytes: false, isRaw: false, from: place)
    }

    /// `r"…"`, `b"…"`, `br"…"`; `nil` when what begins here is a name.
    mutating func quotedWithPrefix() throws(CELError.Problem) -> Token.Kind? {
        let marks = bytes[place...].prefix(3).map { $0 | 0x20 }
        let prefix: [UInt8]
        switch marks.prefix(2) {
        case [UInt8(ascii: "r"), UInt8(ascii: "'")], [UInt8(ascii: "r"), UInt8(ascii: "\"")]: prefix = [marks[0]]
        case [UInt8(ascii: "b"), UInt8(ascii: "'")], [UInt8(ascii: "b"), UInt8(ascii: "\"")]: prefix = [marks[0]]
        case [UInt8(ascii: "b"), UInt8(ascii: "r")] where marks.count == 3: prefix = [marks[0], marks[1]]
        default: return nil
        }
        // The bit of lower case is set in both quotes, so that a control character may look like one.
        guard let quote = peek(prefix.count), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
            return nil
        }
        let start = place
        place += prefix.count
        return try quoted(
            isBytes: prefix.contains(UInt8(ascii: "b")),
            isRaw: prefix.contains(UInt8(ascii: "r")),
            from: start
        )
    }

    private mutating func quoted(isBytes: Bool, isRaw: Bool, from start: Int) throws(CELError.Problem) -> Token.Kind {
        let quote = bytes[place]
        let isTriple = peek(1) == quote && peek(2) == quote
        place += isTriple ? 3 : 1
        let quoting = Quoting(isBytes: isBytes, isRaw: isRaw, quote: quote, isTriple: isTriple, start: start)
        let content = try content(quoting)
        return isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
    }

    private mutating func content(_ quoting: Quoting) throws(CELError.Problem) -> [UInt8] {
        var content: [UInt8] = []
        while let byte = peek() {
            if byte == quoting.quote, takeEnd(quoting) { return content }
            if !quoting.isTriple, byte == 0x0A || byte == 0x0D { break }
            place += 1
            if byte == UInt8(ascii: "\\"), !quoting.isRaw {
                try escape(into: &content, isBytes: quoting.isBytes)
            } else {
                content.append(byte)
            }
        }
        throw problem("the string does not end", at: quoting.start)
    }

    private mutating func takeEnd(_ quoting: Quoting) -> Bool {
        if quoting.isTriple {
            guard peek(1) == quoting.quote, peek(2) == quoting.quote else { return false }
            place += 3
        } else {
            place += 1
        }
        return true
    }

    private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(CELError.Problem) {
        let start = place - 1
        guard let byte = peek() else { throw problem("the string does not end", at: start) }
        place += 1
        if let plain = Self.plainEscapes[byte] {
            content.append(plain)
            return
        }
        switch byte {
        case UInt8(ascii: "x"), UInt8(ascii: "X"): append(try digits(2, 16, from: start), &content, isBytes)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            place -= 1
            append(try digits(3, 8, from: start), &content, isBytes)
        case UInt8(ascii: "u") where !isBytes: content += try utf8(try pair(from: start), from: start)
        case UInt8(ascii: "U") where !isBytes: content += try utf8(try digits(8, 16, from: start), from: start)
        default: throw problem("unknown escape; a backslash itself is \\\\", at: start)
        }
    }

    /// Below 256: for bytes an octet, for strings a code point.
    private func append(_ value: UInt32, _ content: inout [UInt8], _ isBytes: Bool) {
        if isBytes || value < 0x80 {
            content.append(UInt8(truncatingIfNeeded: value))
        } else {
            content += [0xC0 | UInt8(truncatingIfNeeded: value >> 6), 0x80 | UInt8(truncatingIfNeeded: value & 0x3F)]
        }
    }

    private func utf8(_ value: UInt32, from start: Int) throws(CELError.Problem) -> [UInt8] {
        guard let scalar = Unicode.Scalar(value) else { throw problem("there is no such character", at: start) }
        return Array(String(Character(scalar)).utf8)
    }

    /// Four digits; eight in two escapes for the halves of a surrogate pair.
    private mutating func pair(from start: Int) throws(CELError.Problem) -> UInt32 {
        let high = try digits(4, 16, from: start)
        guard (0xD800...0xDBFF).contains(high), peek() == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u") else {
            return high
        }
        place += 2
        let low = try digits(4, 16, from: start)
        guard (0xDC00...0xDFFF).contains(low) else { return high }
        return 0x10000 + (high & 0x3FF) << 10 + low & 0x3FF
    }

    private mutating func digits(_ count: Int, _ radix: UInt32, from start: Int) throws(CELError.Problem) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix else {
                throw problem("the escape is not complete", at: start)
            }
            // Eight digits are 32 bits.
            value = value &* radix &+ UInt32(digit)
            place += 1
        }
        return value
    }

    private static let plainEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "?"): 0x3F, UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27,
        UInt8(ascii: "`"): 0x60, UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
    ]
}
