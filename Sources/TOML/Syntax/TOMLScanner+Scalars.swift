extension TOMLScanner {
    /// A boolean, a number, a date or a time.
    mutating func scalar() throws(TOMLFlaw) -> TOMLValue {
        let start = index
        skipWord()
        if index - start == 10, TOMLDate(text(start..<index)) != nil, next == .space, peek(1)?.isDigit == true {
            index += 1
            skipWord()
        }
        guard index > start else { throw unexpected("expected a value") }
        let word = text(start..<index)
        switch word {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: break
        }
        guard let value = TOMLNumber.value(word) ?? TOMLTimestamp.value(word) else {
            throw notAValue(word, at: start..<index)
        }
        return value
    }

    private mutating func skipWord() {
        while let byte = next, byte.isBare || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == .colon {
            index += 1
        }
    }

    private func notAValue(_ word: String, at range: Range<Int>) -> TOMLFlaw {
        switch word.lowercased() {
        case let name where name == "true" || name == "false":
            TOMLFlaw(range, "not a value", suggestion: "did you mean '\(name)'?")
        case "yes", "on": TOMLFlaw(range, "not a value", suggestion: "did you mean 'true'?")
        case "no", "off": TOMLFlaw(range, "not a value", suggestion: "did you mean 'false'?")
        case "null", "nil", "none": TOMLFlaw(range, "not a value", suggestion: "leave the key out instead")
        case let name where name.utf8.first?.isLetter == true:
            TOMLFlaw(range, "not a value", suggestion: "a string needs quotes")
        case let name where name.contains(":") || name.utf8.dropFirst(4).first == UInt8(ascii: "-"):
            TOMLFlaw(range, "not a date or time", suggestion: "expected one such as 2026-07-28T12:00:00Z")
        case let name where TOMLNumber.isTooLarge(name): TOMLFlaw(range, "the number is too large")
        case let name where TOMLNumber.hasLeadingZero(name):
            TOMLFlaw(range, "not a number", suggestion: "a number cannot start with 0")
        default: TOMLFlaw(range, "not a number", suggestion: "a string needs quotes")
        }
    }
}

extension UInt8 {
    static let colon = UInt8(ascii: ":")
}
