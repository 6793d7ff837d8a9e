internal import JSON

/// The types that `type` allows (Validation §6.1.1).
struct JSONTypes: OptionSet, Sendable {
    let rawValue: UInt8

    static let null = Self(rawValue: 1)
    static let boolean = Self(rawValue: 2)
    static let integer = Self(rawValue: 4)
    /// A number that is no integer.
    static let fraction = Self(rawValue: 8)
    static let string = Self(rawValue: 16)
    static let array = Self(rawValue: 32)
    static let object = Self(rawValue: 64)
    static let number: Self = [.integer, .fraction]
    static let all = Self(rawValue: 127)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init?(named name: String) {
        switch name {
        case "null": self = .null
        case "boolean": self = .boolean
        case "integer": self = .integer
        case "number": self = .number
        case "string": self = .string
        case "array": self = .array
        case "object": self = .object
        default: return nil
        }
    }

    init(of value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .bool: .boolean
            case .int: .integer
            case .double, .digits: Number(value)?.isInteger == true ? .integer : .fraction
            case .string: .string
            case .array: .array
            case .object: .object
            }
    }

    /// `an integer or null`.
    var phrase: String {
        var words: [String] = []
        if contains(.object) { words.append("an object") }
        if contains(.array) { words.append("an array") }
        if contains(.string) { words.append("a string") }
        if contains(.number) {
            words.append("a number")
        } else if contains(.integer) {
            words.append("an integer")
        } else if contains(.fraction) {
            words.append("a number that is no integer")
        }
        if contains(.boolean) { words.append("a boolean") }
        if contains(.null) { words.append("null") }
        return words.joined(separator: " or ")
    }
}
