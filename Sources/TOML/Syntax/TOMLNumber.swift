/// Integers and floats as TOML writes them.
enum TOMLNumber {
    /// The integer or float that `word` is; `nil` when it is neither, or out of range.
    static func value(_ word: String) -> TOMLValue? {
        let text = Array(word.utf8)
        guard text.count <= lengthLimit else { return nil }
        if let radix = radix(of: text) {
            guard let digits = digits(text.dropFirst(2), radix: radix) else { return nil }
            return Int(digits, radix: radix).map { .integer($0) }
        }
        let isSigned = text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-")
        let sign = text.first == UInt8(ascii: "-") ? "-" : ""
        return unsigned(text.dropFirst(isSigned ? 1 : 0), sign: sign)
    }

    static func isTooLarge(_ word: String) -> Bool {
        let text = word.filter { $0 != "_" }
        if text.utf8.count > 18, text.utf8.allSatisfy({ $0.isBare || $0 == .plus }) { return true }
        return text.utf8.count <= lengthLimit && Double(text)?.isInfinite == true
    }

    static func hasLeadingZero(_ word: String) -> Bool {
        let text = word.utf8.drop { $0 == .plus || $0 == UInt8(ascii: "-") }
        return text.first == UInt8(ascii: "0") && text.dropFirst().first?.isDigit == true
    }

    private static let lengthLimit = 1024

    private static func radix(of text: [UInt8]) -> Int? {
        guard text.count > 2, text[0] == UInt8(ascii: "0") else { return nil }
        return switch text[1] {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: nil
        }
    }

    private static func unsigned(_ text: ArraySlice<UInt8>, sign: String) -> TOMLValue? {
        if text.elementsEqual("inf".utf8) { return .float(sign.isEmpty ? .infinity : -.infinity) }
        if text.elementsEqual("nan".utf8) { return .float(sign.isEmpty ? .nan : -.nan) }
        let whole = text.prefix { $0.isDigit || $0 == UInt8(ascii: "_") }
        guard let wholeDigits = digits(whole), wholeDigits == "0" || !wholeDigits.hasPrefix("0") else { return nil }
        let rest = text.dropFirst(whole.count)
        if rest.isEmpty { return Int(sign + wholeDigits).map { .integer($0) } }
        return float(sign + wholeDigits, rest)
    }

    /// `rest` is a fraction, an exponent, or both.
    private static func float(_ whole: String, _ rest: ArraySlice<UInt8>) -> TOMLValue? {
        var text = whole
        var rest = rest
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { $0.isDigit || $0 == UInt8(ascii: "_") }
            guard let fractionDigits = digits(fraction) else { return nil }
            text += "." + fractionDigits
            rest = rest.dropFirst(fraction.count + 1)
        }
        if let letter = rest.first {
            guard letter | 0x20 == UInt8(ascii: "e") else { return nil }
            rest = rest.dropFirst()
            let sign = rest.first == UInt8(ascii: "-") ? "-" : ""
            if rest.first == .plus || !sign.isEmpty { rest = rest.dropFirst() }
            guard let exponent = digits(rest) else { return nil }
            text += "e" + sign + exponent
        }
        guard let value = Double(text), value.isFinite else { return nil }
        return .float(value)
    }

    /// The digits without underscores, each of which has a digit on both sides; `nil` when anything else is there.
    private static func digits(_ text: ArraySlice<UInt8>, radix: Int = 10) -> String? {
        var digits = ""
        var lastWasDigit = false
        for byte in text {
            if byte == UInt8(ascii: "_") {
                guard lastWasDigit else { return nil }
                lastWasDigit = false
            } else {
                let character = Character(Unicode.Scalar(byte))
                guard let digit = character.hexDigitValue, digit < radix else { return nil }
                digits.append(character)
                lastWasDigit = true
            }
        }
        return lastWasDigit ? digits : nil
    }
}

extension UInt8 {
    static let plus = UInt8(ascii: "+")
}
