internal import Pattern

extension Evaluator {
    mutating func check(_ number: Number, _ keyword: Keyword, _ node: SchemaNode) -> Bool {
        switch keyword {
        case .minimum(let bound):
            number >= bound || fail(node, "minimum", "must be at least \(bound)")
        case .maximum(let bound):
            number <= bound || fail(node, "maximum", "must be at most \(bound)")
        case .exclusiveMinimum(let bound):
            number > bound || fail(node, "exclusiveMinimum", "must be more than \(bound)")
        case .exclusiveMaximum(let bound):
            number < bound || fail(node, "exclusiveMaximum", "must be less than \(bound)")
        case .multiple(let of, let divisor):
            number.isMultiple(of: of, divisor) || fail(node, "multipleOf", "must be a multiple of \(of)")
        default: true
        }
    }

    mutating func check(_ text: String, _ keyword: Keyword, _ node: SchemaNode) -> Bool {
        switch keyword {
        case .minLength(let least):
            return text.hasScalars(atLeast: least)
                || fail(node, "minLength", "must have at least \(Self.count(least, "character"))")
        case .maxLength(let most):
            return text.hasScalars(atMost: most)
                || fail(node, "maxLength", "must have at most \(Self.count(most, "character"))")
        case .pattern(let pattern, let source):
            return matches(pattern, text) || fail(node, "pattern", "must match the pattern \(source.clipped)")
        case .format(let format):
            charge(text.utf8.count / 16)
            return isDone || format.accepts(text) || fail(node, "format", "must be \(format.phrase)")
        default: return true
        }
    }

    /// Counts what a match may cost at worst, and does not begin one that may cost too much.
    mutating func matches(_ pattern: Pattern, _ text: String) -> Bool {
        charge(text.utf8.count.multipliedReportingOverflow(by: pattern.size).partialValue / 128)
        return !isExhausted && pattern.matches(text)
    }

    /// `1 item`, `2 items`.
    static func count(_ count: Int, _ noun: String) -> String {
        let plural = noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s"
        return "\(count) \(count == 1 ? noun : plural)"
    }
}

extension Number {
    fileprivate func isMultiple(of number: Self, _ divisor: Decimal.Divisor) -> Bool {
        // A divisor is above zero, so that this cannot overflow.
        if case .int(let lhs) = self, case .int(let rhs) = number { return lhs.isMultiple(of: rhs) }
        return decimal.isMultiple(of: divisor)
    }
}

extension String {
    /// A scalar takes one to four bytes, which often decides.
    fileprivate func hasScalars(atLeast least: Int) -> Bool {
        let bytes = utf8.count
        if bytes < least { return false }
        return bytes / 4 >= least || unicodeScalars.count >= least
    }

    fileprivate func hasScalars(atMost most: Int) -> Bool { utf8.count <= most || unicodeScalars.count <= most }
}

extension Number: CustomStringConvertible {
    var description: String {
        switch self {
        case .int(let value): value.description
        case .double(let value): value.description
        case .decimal(let value):
            "\(value.isNegative ? "-" : "")\(value.digits.map(\.description).joined().clipped(to: 40))e\(value.exponent)"
        }
    }
}
