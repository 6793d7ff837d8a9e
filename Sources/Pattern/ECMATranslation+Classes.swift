extension ECMATranslation {
    /// What an escape or a character of a class stands for.
    enum Item {
        case scalar(UInt32)
        case part(ClassPart)
    }

    /// Reads a class whose bracket has been read, and gives that of RE2.
    mutating func characterClass() throws(PatternError) -> String {
        let isInverted = take("^")
        var text = ""
        while !take("]") {
            let first = try classItem()
            guard peek() == "-", peekSecond() != "]", case .scalar(let low) = first else {
                text += try Self.text(of: first)
                continue
            }
            _ = take("-")
            switch try classItem() {
            case .scalar(let high):
                guard low <= high else { throw PatternError("a range in a class is out of order") }
                text += ScalarRanges(ranges: [low...high]).text
            case let second:
                text += ScalarRanges.text(of: low) + "\\-" + (try Self.text(of: second))
            }
        }
        if text.isEmpty { return isInverted ? "[\(ScalarRanges.all.text)]" : ScalarRanges.nothing }
        return isInverted ? "[^\(text)]" : "[\(text)]"
    }

    private mutating func classItem() throws(PatternError) -> Item {
        guard let scalar = next() else { throw PatternError("missing ]") }
        guard scalar == "\\" else { return .scalar(scalar.value) }
        if take("b") { return .scalar(0x08) }
        return try escaped()
    }

    private static func text(of item: Item) throws(PatternError) -> String {
        switch item {
        case .scalar(let scalar): return ScalarRanges.text(of: scalar)
        case .part(let part):
            guard let text = part.text else { throw PatternError("this property cannot stand in a class") }
            return text
        }
    }
}
