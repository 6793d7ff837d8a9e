extension JSONReader {
    /// Reads the number whose first character is at `index` (RFC 8259 §6).
    mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        let start = index
        var number = JSONNumber()
        number.isNegative = bytes[index] == UInt8(ascii: "-")
        if number.isNegative { index += 1 }
        try integerPart(bytes, into: &number)
        let isInteger = try !fraction(bytes, into: &number)
        let isPlain = try !exponent(bytes, into: &number) && isInteger
        guard index - start <= numberLengthLimit else {
            throw JSONError(.numberTooLong(limit: numberLengthLimit), at: start)
        }
        if let value = isPlain ? number.integer : number.shortDecimal { return value }
        let digits = try copy(bytes, start..<index)
        return isPlain ? .digits(digits) : number.longDecimal(digits)
    }

    private mutating func integerPart(_ bytes: Span<UInt8>, into number: inout JSONNumber) throws(JSONError) {
        let start = index
        guard digits(bytes, into: &number) > 0 else { throw unexpected(bytes, .digit) }
        if bytes[start] == UInt8(ascii: "0"), index > start + 1 {
            index = start + 1
            throw unexpected(bytes, .endOfNumber)
        }
    }

    private mutating func fraction(_ bytes: Span<UInt8>, into number: inout JSONNumber) throws(JSONError) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return false }
        index += 1
        let count = digits(bytes, into: &number)
        guard count > 0 else { throw unexpected(bytes, .digit) }
        number.exponent -= count
        return true
    }

    private mutating func exponent(_ bytes: Span<UInt8>, into number: inout JSONNumber) throws(JSONError) -> Bool {
        guard index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") else { return false }
        index += 1
        let sign = index < bytes.count ? bytes[index] : 0
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 }
        var written = JSONNumber()
        guard digits(bytes, into: &written) > 0 else { throw unexpected(bytes, .digit) }
        number.exponent += written.asExponent(isNegative: sign == UInt8(ascii: "-"))
        return true
    }

    /// Reads as many digits as there are, and says how many.
    @inline(__always)
    private mutating func digits(_ bytes: Span<UInt8>, into number: inout JSONNumber) -> Int {
        let start = index
        while index < bytes.count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            number.append(digit)
            index += 1
        }
        return index - start
    }
}
