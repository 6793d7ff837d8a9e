extension Lexer {
    mutating func number() throws(CELError.Problem) -> Token.Kind {
        let start = place
        if peek() == UInt8(ascii: "0"), let mark = peek(1), mark | 0x20 == UInt8(ascii: "x") {
            place += 2
            return try hexadecimal(from: start)
        }
        skipDigits()
        var isDouble = false
        if peek() == UInt8(ascii: "."), let digit = peek(1), Self.isDigit(digit) {
            isDouble = true
            place += 1
            skipDigits()
        }
        if skipExponent() { isDouble = true }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isDouble {
            guard let value = Double(text) else { throw problem("bad number", at: start) }
            try end(of: start)
            return .double(value)
        }
        return try integer(UInt64(text), from: start)
    }

    private mutating func hexadecimal(from start: Int) throws(CELError.Problem) -> Token.Kind {
        let first = place
        while let byte = peek(), Self.isDigit(byte) || (0x61...0x66).contains(byte | 0x20) { place += 1 }
        guard place > first else { throw problem("missing digits after 0x", at: start) }
        return try integer(UInt64(String(decoding: bytes[first..<place], as: UTF8.self), radix: 16), from: start)
    }

    private mutating func integer(_ value: UInt64?, from start: Int) throws(CELError.Problem) -> Token.Kind {
        let isUnsigned = peek().map { $0 | 0x20 } == UInt8(ascii: "u")
        if isUnsigned { place += 1 }
        try end(of: start)
        guard let value else { throw problem("the number is too large", at: start) }
        return isUnsigned ? .uint(value) : .int(value)
    }

    private func end(of start: Int) throws(CELError.Problem) {
        if let byte = peek(), Self.isLetter(byte) || Self.isDigit(byte) {
            throw problem("a number cannot go on with '\(Character(Unicode.Scalar(byte)))'")
        }
    }

    private mutating func skipDigits() { while let byte = peek(), Self.isDigit(byte) { place += 1 } }

    private mutating func skipExponent() -> Bool {
        guard let mark = peek(), mark | 0x20 == UInt8(ascii: "e") else { return false }
        let isSigned = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
        guard let digit = peek(isSigned ? 2 : 1), Self.isDigit(digit) else { return false }
        place += isSigned ? 2 : 1
        skipDigits()
        return true
    }
}
