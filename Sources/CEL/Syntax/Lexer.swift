/// Cuts an expression into words.
struct Lexer {
    let bytes: [UInt8]
    var place = 0

    static func tokens(of text: String) throws(CELError.Problem) -> [Token] {
        var lexer = Lexer(bytes: Array(text.utf8))
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private mutating func next() throws(CELError.Problem) -> Token {
        skipSpace()
        let start = place
        guard let byte = peek() else { return Token(kind: .end, offset: start) }
        return Token(kind: try kind(from: byte), offset: start)
    }

    private mutating func kind(from byte: UInt8) throws(CELError.Problem) -> Token.Kind {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "."):
            guard let next = peek(1), Self.isDigit(next) else { return try symbol() }
            return try number()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try quoted()
        case UInt8(ascii: "`"): return try quotedName()
        case _ where Self.isLetter(byte): return try quotedWithPrefix() ?? .name(name())
        default: return try symbol()
        }
    }

    func peek(_ ahead: Int = 0) -> UInt8? { place + ahead < bytes.count ? bytes[place + ahead] : nil }

    func problem(_ message: String, at offset: Int? = nil) -> CELError.Problem {
        CELError.Problem(message, at: offset ?? place)
    }

    private mutating func skipSpace() {
        while let byte = peek() {
            if byte == UInt8(ascii: "/"), peek(1) == byte {
                while let byte = peek(), byte != 0x0A { place += 1 }
            } else if byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B {
                place += 1
            } else {
                return
            }
        }
    }

    private mutating func name() -> String {
        let start = place
        while let byte = peek(), Self.isLetter(byte) || Self.isDigit(byte) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func quotedName() throws(CELError.Problem) -> Token.Kind {
        let start = place
        guard let length = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "`")).map({ $0 - start - 1 }), length > 0
        else { throw problem("the name between backticks does not end") }
        place += length + 2
        return .quotedName(String(decoding: bytes[start + 1..<start + 1 + length], as: UTF8.self))
    }

    private mutating func symbol() throws(CELError.Problem) -> Token.Kind {
        for symbol in Token.Symbol.allCases where bytes[place...].starts(with: symbol.rawValue.utf8) {
            place += symbol.rawValue.utf8.count
            return .symbol(symbol)
        }
        switch bytes[place] {
        case UInt8(ascii: "="): throw problem("'=' compares nothing; equality is ==")
        case UInt8(ascii: "&"): throw problem("'&' is no operator; and is &&")
        case UInt8(ascii: "|"): throw problem("'|' is no operator; or is ||")
        default: throw problem("unexpected character \(character)")
        }
    }

    private var character: String {
        let rest = String(decoding: bytes[place...].prefix(4), as: UTF8.self)
        return rest.unicodeScalars.first.map { "'" + $0.escaped(asASCII: $0.value < 0x20) + "'" } ?? "''"
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }
}
