/// What a plain scalar is, by the core schema (YAML 1.2.2 §10.3).
///
/// `yes`, `on` and dates are strings, as YAML 1.2 has it. A number that begins with 0 means one thing in YAML 1.1 and another
/// in 1.2, and is refused.
enum YAMLScalar: Equatable {
    case null
    case value(TOMLValue)
    case refused(String, suggestion: String)

    init(_ text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .value(.boolean(true))
        case "false", "False", "FALSE": self = .value(.boolean(false))
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": self = .value(.float(.infinity))
        case "-.inf", "-.Inf", "-.INF": self = .value(.float(-.infinity))
        case ".nan", ".NaN", ".NAN": self = .value(.float(.nan))
        default: self = Self.number(Array(text.utf8)) ?? .value(.string(text))
        }
    }

    /// `nil` for what is no number.
    private static func number(_ text: [UInt8]) -> Self? {
        if text.starts(with: "0x".utf8) { return integer(text.dropFirst(2), radix: 16, "0123456789abcdefABCDEF") }
        if text.starts(with: "0o".utf8) { return integer(text.dropFirst(2), radix: 8, "01234567") }
        let sign = text.first == UInt8(ascii: "-") || text.first == .plus ? 1 : 0
        let whole = text.dropFirst(sign).prefix(while: \.isDigit)
        let rest = text.dropFirst(sign + whole.count)
        if rest.isEmpty, !whole.isEmpty {
            guard whole.count == 1 || whole.first != UInt8(ascii: "0") else {
                return .refused("a number cannot start with 0", suggestion: "a string needs quotes")
            }
            let digits = (text.first == UInt8(ascii: "-") ? "-" : "") + String(decoding: whole, as: UTF8.self)
            return Int(digits).map { .value(.integer($0)) } ?? tooLarge
        }
        guard isFraction(rest, isAlone: whole.isEmpty) else { return nil }
        guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return tooLarge }
        return .value(.float(value))
    }

    private static let tooLarge = refused("the number is too large", suggestion: "a string needs quotes")

    private static func integer(_ digits: ArraySlice<UInt8>, radix: Int, _ allowed: String) -> Self? {
        guard !digits.isEmpty, digits.allSatisfy(allowed.utf8.contains) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self), radix: radix).map { .value(.integer($0)) } ?? tooLarge
    }

    /// `.5`, `.`, `.5e3`, `e-3`; of what stands alone the point needs a digit behind it.
    private static func isFraction(_ text: ArraySlice<UInt8>, isAlone: Bool) -> Bool {
        var rest = text
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: \.isDigit)
            guard !digits.isEmpty || !isAlone else { return false }
            rest = rest.dropFirst(digits.count + 1)
        } else if isAlone {
            return false
        }
        guard let letter = rest.first else { return true }
        guard letter | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == .plus { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(\.isDigit)
    }
}
