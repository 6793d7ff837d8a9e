/// Turns a regular expression of ECMA-262 with the flag `u` into one of RE2 that matches the same texts.
///
/// Where ECMA-262 refuses what can only mean one thing (`\-` outside a class, a lone `]`), this does not.
struct ECMATranslation {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private(set) var output: [UInt8] = []
    /// Where in the output the groups that are open begin.
    private var groups: [Int] = []
    /// Where in the output that begins which a quantifier would repeat.
    private var atom: Int?

    static func ofExpression(_ text: String) throws(PatternError) -> String {
        var translation = Self(scalars: Array(text.unicodeScalars))
        try translation.run()
        return String(decoding: translation.output, as: UTF8.self)
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private mutating func run() throws(PatternError) {
        while let scalar = next() { try translate(scalar) }
        guard groups.isEmpty else { throw PatternError("missing )") }
    }

    private mutating func translate(_ scalar: Unicode.Scalar) throws(PatternError) {
        switch scalar {
        case "(": try openGroup()
        case ")": try closeGroup()
        case "|": emitSeparator("|")
        // Without the flag m they are the ends of the text, and never of a line.
        case "^": emitSeparator("\\A")
        case "$": emitSeparator("\\z")
        case ".": emitAtom("[\(ScalarRanges.lineTerminators.complement.text)]")
        case "[": emitAtom(try characterClass())
        case "\\": try escape()
        case "*": try quantify(0, nil)
        case "+": try quantify(1, nil)
        case "?": try quantify(0, 1)
        case "{":
            if let (least, most) = try counts() { try quantify(least, most) } else { emitAtom(scalar.value) }
        default: emitAtom(scalar.value)
        }
    }

    private mutating func openGroup() throws(PatternError) {
        if take("?") {
            switch next() {
            case ":": break
            case "=", "!": throw PatternError("lookahead is not supported")
            case "<":
                if take("=") || take("!") { throw PatternError("lookbehind is not supported") }
                try skipName()
            default: throw PatternError("of the groups that begin with (? only (?: and (?<name> are supported")
            }
        }
        guard groups.count < 100 else { throw PatternError("more than 100 groups inside each other") }
        groups.append(output.count)
        emitSeparator("(?:")
    }

    private mutating func closeGroup() throws(PatternError) {
        guard let start = groups.popLast() else { throw PatternError("missing (") }
        emit(")")
        atom = start
    }

    private mutating func skipName() throws(PatternError) {
        let start = index
        while let scalar = next() {
            if scalar == ">" { break }
            guard scalar.properties.isXIDContinue || scalar == "$" else { throw PatternError("bad name of a group") }
        }
        guard index - start > 1, index > 0, scalars[index - 1] == ">" else { throw PatternError("bad name of a group") }
    }

    private mutating func escape() throws(PatternError) {
        if take("b") { return emitSeparator("\\b") }
        if take("B") { return emitSeparator("\\B") }
        if take("k") { throw PatternError("backreferences are not supported") }
        if let digit = peek(), ("1"..."9").contains(digit) { throw PatternError("backreferences are not supported") }
        switch try escaped() {
        case .scalar(let scalar): emitAtom(scalar)
        case .part(let part): emitAtom(part.asClass)
        }
    }

    // RE2 repeats at most a thousand times, so that more becomes several repetitions in a row.
    private mutating func quantify(_ least: Int, _ most: Int?) throws(PatternError) {
        guard let start = atom else { throw PatternError("nothing to repeat") }
        atom = nil
        let suffix = take("?") ? "?" : ""
        switch (least, most) {
        case (0, nil): emit("*" + suffix)
        case (1, nil): emit("+" + suffix)
        case (0, 1): emit("?" + suffix)
        case (_, let most?) where most <= 1_000: emit("{\(least),\(most)}" + suffix)
        default:
            let repeated = String(decoding: output[start...], as: UTF8.self)
            output.removeSubrange(start...)
            emit("(?:")
            try emitRepetition(of: repeated, least) { "{\($0)}" }
            if let most {
                try emitRepetition(of: repeated, most - least) { "{0,\($0)}" }
            } else {
                emit(repeated + "*")
            }
            emit(")")
        }
    }

    private mutating func emitRepetition(
        of atom: String,
        _ count: Int,
        _ quantifier: (Int) -> String
    ) throws(PatternError) {
        var rest = count
        while rest > 0 {
            // What is repeated may hold repetitions that have been written out.
            guard output.count <= 1 << 16 else { throw PatternError("it repeats too much") }
            emit(atom + quantifier(min(rest, 1_000)))
            rest -= 1_000
        }
    }

    /// Reads `n}`, `n,}` or `n,m}`; reads nothing when the brace is only a character.
    private mutating func counts() throws(PatternError) -> (Int, Int?)? {
        let start = index
        if let least = number() {
            if take("}") { return (least, least) }
            if take(",") {
                if take("}") { return (least, nil) }
                if let most = number(), take("}") {
                    guard least <= most else { throw PatternError("{\(least),\(most)} is out of order") }
                    return (least, most)
                }
            }
        }
        index = start
        return nil
    }

    /// Counts beyond the largest of use are that one: the program would be too large.
    private mutating func number() -> Int? {
        var value: Int?
        while let digit = peek(), ("0"..."9").contains(digit) {
            value = min((value ?? 0) * 10 + Int(digit.value - 0x30), 100_000)
            index += 1
        }
        return value
    }
}

extension ECMATranslation {
    func peek() -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
    func peekSecond() -> Unicode.Scalar? { index + 1 < scalars.count ? scalars[index + 1] : nil }

    mutating func next() -> Unicode.Scalar? {
        guard index < scalars.count else { return nil }
        index += 1
        return scalars[index - 1]
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        index += 1
        return true
    }

    private mutating func emit(_ text: String) { output.append(contentsOf: text.utf8) }

    private mutating func emitSeparator(_ text: String) {
        emit(text)
        atom = nil
    }

    private mutating func emitAtom(_ text: String) {
        atom = output.count
        emit(text)
    }

    private mutating func emitAtom(_ scalar: UInt32) { emitAtom(ScalarRanges.text(of: scalar)) }
}
