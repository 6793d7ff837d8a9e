extension ECMATranslation {
    /// Reads what follows a backslash and means the same inside a class and outside.
    mutating func escaped() throws(PatternError) -> Item {
        guard let scalar = next() else { throw PatternError("a backslash at the end") }
        switch scalar {
        case "d": return .part(ClassPart(.digits))
        case "D": return .part(ClassPart(.digits).inverted)
        case "w": return .part(ClassPart(.wordCharacters))
        case "W": return .part(ClassPart(.wordCharacters).inverted)
        case "s": return .part(ClassPart(.spaces))
        case "S": return .part(ClassPart(.spaces).inverted)
        case "p": return .part(try property())
        case "P": return .part(try property().inverted)
        case "t": return .scalar(0x09)
        case "n": return .scalar(0x0A)
        case "v": return .scalar(0x0B)
        case "f": return .scalar(0x0C)
        case "r": return .scalar(0x0D)
        case "0":
            if let digit = peek(), ("0"..."9").contains(digit) { throw PatternError("octal escapes are not supported") }
            return .scalar(0)
        case "c": return .scalar(try control())
        case "x": return .scalar(try hexadecimal(2))
        case "u": return .scalar(try codePoint())
        case _ where scalar.properties.isXIDContinue && scalar != "_":
            throw PatternError("\\\(scalar) is not an escape of ECMA-262")
        default: return .scalar(scalar.value)
        }
    }

    private mutating func property() throws(PatternError) -> ClassPart {
        guard take("{") else { throw PatternError("missing { after \\p") }
        var name = String.UnicodeScalarView()
        while let scalar = next(), scalar != "}" {
            guard scalar.isASCII, name.count < 64 else { throw PatternError("bad name of a property") }
            name.append(scalar)
        }
        return try UnicodeProperty.part(named: String(name))
    }

    private mutating func control() throws(PatternError) -> UInt32 {
        guard let letter = next(), letter.isASCII, letter.properties.isAlphabetic else {
            throw PatternError("missing a letter after \\c")
        }
        return letter.value % 32
    }

    private mutating func codePoint() throws(PatternError) -> UInt32 {
        if take("{") {
            var value: UInt32 = 0
            var digits = 0
            while let scalar = next(), scalar != "}" {
                value = value << 4 | (try Self.digit(scalar))
                digits += 1
                guard value <= 0x10_FFFF else { throw PatternError("\\u{…} beyond U+10FFFF") }
            }
            guard digits > 0 else { throw PatternError("missing hexadecimal digits after \\u{") }
            return try scalar(value)
        }
        let unit = try hexadecimal(4)
        guard (0xD800...0xDBFF).contains(unit), peek() == "\\", peekSecond() == "u" else { return try scalar(unit) }
        _ = (next(), next())
        let second = try hexadecimal(4)
        guard (0xDC00...0xDFFF).contains(second) else { return try scalar(unit) }
        return 0x1_0000 + (unit & 0x3FF) << 10 + second & 0x3FF
    }

    private func scalar(_ value: UInt32) throws(PatternError) -> UInt32 {
        guard Unicode.Scalar(value) != nil else {
            throw PatternError("\\u\(String(value, radix: 16)) is half of a surrogate pair; write \\u{…}")
        }
        return value
    }

    private mutating func hexadecimal(_ count: Int) throws(PatternError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let scalar = next() else { throw PatternError("missing hexadecimal digits") }
            value = value << 4 | (try Self.digit(scalar))
        }
        return value
    }

    private static func digit(_ scalar: Unicode.Scalar) throws(PatternError) -> UInt32 {
        guard scalar.isASCII, let value = Character(scalar).hexDigitValue else {
            throw PatternError("missing hexadecimal digits")
        }
        return UInt32(value)
    }
}
