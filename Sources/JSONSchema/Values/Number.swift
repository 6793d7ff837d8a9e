internal import JSON

/// A number by its value: `1` and `1.0` are the same one. What a `Double` holds stands for its shortest decimal digits,
/// as `JSONValue` has it.
enum Number: Sendable {
    case int(Int)
    case double(Double)
    case decimal(Decimal)

    /// `nil` for what is no number.
    init?(_ json: JSONValue) {
        switch json {
        case .int(let value): self = .int(value)
        case .double(let value) where value.isFinite: self = .double(value)
        case .digits(let text): self = .decimal(Decimal(text))
        default: return nil
        }
    }

    var isInteger: Bool {
        switch self {
        case .int: true
        case .double(let value): value == 0 || Int(value.exponent) >= value.significandWidth
        case .decimal(let value): value.isInteger
        }
    }

    var decimal: Decimal {
        switch self {
        case .int(let value): Decimal(value.description)
        case .double(let value): Decimal(value.description)
        case .decimal(let value): value
        }
    }

    /// Equal numbers have equal approximations.
    var approximation: Double {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value == 0 ? 0 : value
        case .decimal(let value):
            Double("\(value.isNegative ? "-" : "")\(value.digits.map(\.description).joined())e\(value.exponent)") ?? 0
        }
    }
}

extension Number: Comparable {
    static func < (lhs: Self, rhs: Self) -> Bool {
        switch (lhs, rhs) {
        case (.int(let lhs), .int(let rhs)): lhs < rhs
        case (.double(let lhs), .double(let rhs)): lhs < rhs
        case (.int(let lhs), .double(let rhs)) where isExact(lhs): Double(lhs) < rhs
        case (.double(let lhs), .int(let rhs)) where isExact(rhs): lhs < Double(rhs)
        default: lhs.decimal < rhs.decimal
        }
    }

    static func == (lhs: Self, rhs: Self) -> Bool {
        switch (lhs, rhs) {
        case (.int(let lhs), .int(let rhs)): lhs == rhs
        case (.double(let lhs), .double(let rhs)): lhs == rhs
        case (.int(let lhs), .double(let rhs)) where isExact(lhs): Double(lhs) == rhs
        case (.double(let lhs), .int(let rhs)) where isExact(rhs): lhs == Double(rhs)
        default: lhs.decimal == rhs.decimal
        }
    }

    private static func isExact(_ value: Int) -> Bool { value.magnitude <= 1 << 53 }
}
