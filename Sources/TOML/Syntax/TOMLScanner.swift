/// Walks over the bytes of a document, which are known to be UTF-8.
struct TOMLScanner {
    let bytes: [UInt8]
    var index: Int
    /// Deepest nesting of tables, arrays and dotted keys.
    let depthLimit: Int
    /// Brackets of the current value that are still open.
    var openBrackets = 0

    init(_ bytes: [UInt8], depthLimit: Int = 128) {
        self.bytes = bytes
        self.depthLimit = depthLimit
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    var isAtEnd: Bool { index >= bytes.count }
    var next: UInt8? { peek(0) }

    func peek(_ distance: Int) -> UInt8? {
        let position = index + distance
        return position < bytes.count ? bytes[position] : nil
    }

    func isAt(_ text: StaticString) -> Bool {
        var position = index
        for scalar in text.description.utf8 {
            guard position < bytes.count, bytes[position] == scalar else { return false }
            position += 1
        }
        return true
    }

    /// The first byte of the current line.
    var lineStart: Int { bytes[..<min(index, bytes.count)].lastIndex(of: .lineFeed).map { $0 + 1 } ?? 0 }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        index += 1
        return true
    }

    mutating func skipBlanks() {
        while let byte = next, byte == .space || byte == .tab { index += 1 }
    }

    /// LF or CRLF.
    mutating func skipNewline() -> Bool {
        if next == .carriageReturn, peek(1) == .lineFeed {
            index += 2
            return true
        }
        return skip(.lineFeed)
    }

    mutating func skipComment() throws(TOMLFlaw) {
        guard skip(UInt8(ascii: "#")) else { return }
        while let byte = next, byte != .lineFeed {
            if byte == .carriageReturn, peek(1) == .lineFeed { return }
            guard !byte.isForbidden else { throw forbiddenCharacter(in: "a comment") }
            index += 1
        }
    }

    /// Blanks, newlines and comments, as they may stand between the elements of an array.
    mutating func skipGap() throws(TOMLFlaw) {
        repeat {
            skipBlanks()
            try skipComment()
        } while skipNewline()
    }

    mutating func skipLine() {
        while let byte = next, byte != .lineFeed { index += 1 }
        _ = skip(.lineFeed)
    }

    mutating func endLine(after what: String) throws(TOMLFlaw) {
        skipBlanks()
        try skipComment()
        guard isAtEnd || skipNewline() else {
            throw unexpected("expected the end of the line after \(what)")
        }
    }

    /// The flaw of the character that comes next, with what should stand there.
    func unexpected(_ expectation: String, suggestion: String? = nil) -> TOMLFlaw {
        let isLineEnd = next == .lineFeed || next == .carriageReturn && peek(1) == .lineFeed
        if let byte = next, byte.isForbidden, !isLineEnd { return forbiddenCharacter(in: "a document") }
        return TOMLFlaw(index..<(index + characterLength), expectation, suggestion: suggestion)
    }

    func forbiddenCharacter(in place: String) -> TOMLFlaw {
        let code = String(next ?? 0, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: 4 - code.count) + code
        return TOMLFlaw(index..<(index + 1), "control character \(name) cannot stand in \(place)")
    }

    private var characterLength: Int {
        switch next {
        case nil: 0
        case .some(0xF0...): 4
        case .some(0xE0...): 3
        case .some(0xC0...): 2
        default: 1
        }
    }
}

/// Why a piece of a document is not TOML.
struct TOMLFlaw: Error {
    let range: Range<Int>
    let message: String
    var suggestion: String?
    /// The rest of the document cannot be told apart from this piece.
    var endsDocument = false

    init(_ range: Range<Int>, _ message: String, suggestion: String? = nil) {
        self.range = range
        self.message = message
        self.suggestion = suggestion
    }
}

extension UInt8 {
    static let tab: Self = 0x09
    static let lineFeed: Self = 0x0A
    static let carriageReturn: Self = 0x0D
    static let space: Self = 0x20
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let backslash = UInt8(ascii: "\\")

    /// Control characters other than tab, which may stand nowhere but as part of a line's end.
    var isForbidden: Bool { self < 0x20 && self != .tab || self == 0x7F }
    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
    var isLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }
    /// A character of a bare key.
    var isBare: Bool { isDigit || isLetter || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") }
}
