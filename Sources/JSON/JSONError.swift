/// Why a text is not JSON as RFC 8259 and RFC 7493 have it, and where.
public struct JSONError: Error, Sendable, Equatable {
    public let reason: Reason
    /// Of the byte that gave offence, from the start of the text; the text's length where it ended too early.
    public let offset: Int

    public init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    public enum Reason: Sendable, Equatable {
        case unexpected(UInt8, expected: Expected)
        case unexpectedEnd(expected: Expected)
        /// A byte order mark, which RFC 8259 §8.1 forbids senders to add.
        case byteOrderMark
        case invalidUTF8
        /// Half of a `\u` surrogate pair.
        case loneSurrogate
        case duplicateKey(String)
        case tooDeep(limit: Int)
        case numberTooLong(limit: Int)
        case tooManyValues(limit: Int)
    }

    /// What would have been right in a place.
    public enum Expected: String, Sendable, Equatable {
        case value = "a value"
        case keyOrEnd = "a key or '}'"
        case key = "a key"
        case colon = "':'"
        case commaOrEndOfObject = "',' or '}'"
        case commaOrEndOfArray = "',' or ']'"
        case endOfText = "the end of the text"
        case digit = "a digit"
        case endOfNumber = "no digit after a leading zero"
        case literal = "true, false or null"
        case endOfString = "a closing '\"'"
        case escapedControl = "control characters written as escapes"
        case escape = "one of \"\\/bfnrtu after '\\'"
        case hexDigit = "four hexadecimal digits after '\\u'"
    }
}

extension JSONError: CustomStringConvertible {
    /// Fit for a log and for the sender: of the text it repeats one byte, or the start of a key, in printable ASCII.
    public var description: String { "\(words) at byte \(offset)" }

    private var words: String {
        switch reason {
        case .unexpected(let byte, let expected): "expected \(expected.rawValue), found \(Self.name(of: byte))"
        case .unexpectedEnd(let expected): "expected \(expected.rawValue), found the end of the text"
        case .byteOrderMark: "byte order mark"
        case .invalidUTF8: "invalid UTF-8"
        case .loneSurrogate: "half of a surrogate pair"
        case .duplicateKey(let key): "duplicate key '\(Self.extract(of: key))'"
        case .tooDeep(let limit): "nested deeper than \(limit)"
        case .numberTooLong(let limit): "number longer than \(limit) characters"
        case .tooManyValues(let limit): "more than \(limit) values"
        }
    }

    private static func name(of byte: UInt8) -> String {
        isPrintable(byte)
            ? "'\(Character(Unicode.Scalar(byte)))'" : "byte 0x\(String(byte, radix: 16, uppercase: true))"
    }

    private static func extract(of key: String) -> String {
        let start = key.utf8.prefix(32).map { isPrintable($0) ? $0 : UInt8(ascii: "?") }
        return String(decoding: start, as: UTF8.self) + (key.utf8.count > start.count ? "…" : "")
    }

    private static func isPrintable(_ byte: UInt8) -> Bool { (0x20..<0x7F).contains(byte) }
}
