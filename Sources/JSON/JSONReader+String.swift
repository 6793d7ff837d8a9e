extension JSONReader {
    /// Reads the string whose opening quote is at `index`.
    mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> String {
        let start = index + 1
        let end = bytes.plainEnd(from: start)
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return try escapedString(bytes, from: start) }
        index = end + 1
        if let word = words.word(in: bytes, at: start..<end) { return word }
        return try copy(bytes, start..<end)
    }

    func copy(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONError) -> String {
        do {
            return String(copying: try UTF8Span(validating: bytes.extracting(range)))
        } catch {
            throw JSONError(.invalidUTF8, at: range.lowerBound + error.byteOffsets.lowerBound)
        }
    }

    private mutating func escapedString(_ bytes: Span<UInt8>, from start: Int) throws(JSONError) -> String {
        var text: [UInt8] = []
        index = start
        while true {
            let end = bytes.plainEnd(from: index)
            try append(bytes, index..<end, to: &text)
            index = end
            guard index < bytes.count else { throw unexpected(bytes, .endOfString) }
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                index += 1
                try escape(bytes, to: &text)
            default: throw unexpected(bytes, .escapedControl)
            }
        }
    }

    private func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8]) throws(JSONError) {
        guard !range.isEmpty else { return }
        let run = bytes.extracting(range)
        do { _ = try UTF8Span(validating: run) } catch {
            throw JSONError(.invalidUTF8, at: range.lowerBound + error.byteOffsets.lowerBound)
        }
        text.append(run)
    }

    /// Reads what follows a backslash.
    private mutating func escape(_ bytes: Span<UInt8>, to text: inout [UInt8]) throws(JSONError) {
        guard index < bytes.count else { throw unexpected(bytes, .escape) }
        switch bytes[index] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[index])
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            index += 1
            return text.append(contentsOf: try scalar(bytes).utf8)
        default: throw unexpected(bytes, .escape)
        }
        index += 1
    }

    /// Reads four hexadecimal digits, or twice as many with `\u` between them when that is a surrogate pair.
    private mutating func scalar(_ bytes: Span<UInt8>) throws(JSONError) -> Unicode.Scalar {
        let start = index - 2
        let first = try hexDigits(bytes)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { throw JSONError(.loneSurrogate, at: start) }
        index += 2
        let second = try hexDigits(bytes)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw JSONError(.loneSurrogate, at: start) }
        return scalar
    }

    private mutating func hexDigits(_ bytes: Span<UInt8>) throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard index < bytes.count, let digit = Self.hexDigit(bytes[index]) else {
                throw unexpected(bytes, .hexDigit)
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
