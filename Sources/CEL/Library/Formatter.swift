/// `"%s has %d".format([name, count])`.
struct Formatter {
    private var output = ""
    private let arguments: CELList
    private var used = 0

    /// Most digits behind the point.
    private static let precisionLimit = 1_000

    static func format(_ text: String, _ arguments: CELList, _ meter: inout Meter) throws(CELFailure) -> CELValue {
        var formatter = Formatter(arguments: arguments)
        var rest = text.unicodeScalars[...]
        try meter.charge(bytes: text.utf8.count)
        while let sign = rest.firstIndex(of: "%") {
            formatter.output += Substring(rest[..<sign])
            rest = rest[rest.index(after: sign)...]
            try formatter.clause(&rest, &meter)
        }
        formatter.output += Substring(rest)
        return .string(formatter.output)
    }

    private init(arguments: CELList) { self.arguments = arguments }

    private mutating func clause(_ rest: inout Substring.UnicodeScalarView, _ meter: inout Meter) throws(CELFailure) {
        if rest.first == "%" {
            try meter.charge(2)
            rest.removeFirst()
            output += "%"
            return
        }
        try meter.charge(2)
        let precision = try Self.precision(&rest)
        guard let letter = rest.popFirst() else { throw Self.unparsed("unexpected end of string") }
        guard "sdfebxXo".unicodeScalars.contains(letter) else {
            throw Self.unparsed("unrecognized formatting clause \"\(letter)\"")
        }
        guard used < arguments.count else { throw .invalidIndex("index \(used) out of range") }
        let argument = arguments[used]
        used += 1
        switch letter {
        case "s": try argument.write(to: &output, &meter)
        case "d": try integer(argument)
        case "f": try fraction(argument, "fixed-point", &meter) { $0.fixed(precision ?? 6) }
        case "e": try fraction(argument, "scientific", &meter) { $0.scientific(precision ?? 6) }
        case "b": try binary(argument)
        case "o": output += try Self.digits(argument, 8, "octal clause can only be used on integers")
        default: try hexadecimal(argument, isUpper: letter == "X", &meter)
        }
    }

    private static func precision(_ rest: inout Substring.UnicodeScalarView) throws(CELFailure) -> Int? {
        guard rest.first == "." else { return nil }
        rest.removeFirst()
        var value = 0
        while let scalar = rest.first, ("0"..."9").contains(scalar) {
            value = value * 10 + Int(scalar.value - 0x30)
            guard value <= precisionLimit else { throw unparsed("a precision of more than \(precisionLimit)") }
            rest.removeFirst()
        }
        return value
    }

    private static func unparsed(_ what: String) -> CELFailure {
        .invalidArgument("could not parse formatting clause: \(what)")
    }

    private static func unusable(_ rule: String, _ argument: CELValue) -> CELFailure {
        .invalidArgument("error during formatting: \(rule), was given \(argument.type.name)")
    }

    private mutating func integer(_ argument: CELValue) throws(CELFailure) {
        switch argument {
        case .int(let value): output += String(value)
        case .uint(let value): output += String(value)
        case .double(let value) where !value.isFinite: output += CELValue.text(of: value)
        default: throw Self.unusable("decimal clause can only be used on integers", argument)
        }
    }

    private mutating func fraction(
        _ argument: CELValue,
        _ clause: String,
        _ meter: inout Meter,
        _ text: (DecimalExpansion) -> String
    ) throws(CELFailure) {
        let value: Double
        switch argument {
        case .double(let double): value = double
        case .int(let int): value = Double(int)
        case .uint(let uint): value = Double(uint)
        default: throw Self.unusable("\(clause) clause can only be used on doubles", argument)
        }
        // The exponent says how many digits there are.
        try meter.charge(100)
        output += value.isFinite ? text(DecimalExpansion(value)) : CELValue.text(of: value)
    }

    private mutating func binary(_ argument: CELValue) throws(CELFailure) {
        if case .bool(let value) = argument {
            output += value ? "1" : "0"
        } else {
            output += try Self.digits(argument, 2, "only integers and bools can be formatted as binary")
        }
    }

    private static func digits(_ argument: CELValue, _ radix: Int, _ rule: String) throws(CELFailure) -> String {
        switch argument {
        case .int(let value): return String(value, radix: radix)
        case .uint(let value): return String(value, radix: radix)
        default: throw unusable(rule, argument)
        }
    }

    private mutating func hexadecimal(
        _ argument: CELValue,
        isUpper: Bool,
        _ meter: inout Meter
    ) throws(CELFailure) {
        let bytes: [UInt8]
        switch argument {
        case .string(let text): bytes = Array(text.utf8)
        case .bytes(let value): bytes = value
        default:
            let rule = "only integers, byte buffers, and strings can be formatted as hex"
            let digits = try Self.digits(argument, 16, rule)
            output += isUpper ? digits.uppercased() : digits
            return
        }
        try meter.charge(bytes: 2 * bytes.count)
        let alphabet = Array((isUpper ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            digits.append(alphabet[Int(byte >> 4)])
            digits.append(alphabet[Int(byte & 0xF)])
        }
        output += String(decoding: digits, as: UTF8.self)
    }
}
