/// A number of any of the three types, as they are compared with each other.
enum CELNumber {
    case int(Int)
    case uint(UInt64)
    case double(Double)

    init?(_ value: CELValue) {
        switch value {
        case .int(let value): self = .int(value)
        case .uint(let value): self = .uint(value)
        case .double(let value): self = .double(value)
        default: return nil
        }
    }

    func compared(with other: CELNumber) -> CELOrder {
        switch (self, other) {
        case (.int(let lhs), .int(let rhs)): CELOrder(lhs, rhs)
        case (.uint(let lhs), .uint(let rhs)): CELOrder(lhs, rhs)
        case (.double(let lhs), .double(let rhs)): CELOrder(lhs, rhs)
        case (.int(let lhs), .uint(let rhs)): lhs < 0 ? .less : CELOrder(lhs.magnitude, UInt(rhs))
        case (.uint(let lhs), .int(let rhs)): rhs < 0 ? .greater : CELOrder(UInt(lhs), rhs.magnitude)
        case (.int(let lhs), .double(let rhs)): Self.compare(lhs, with: rhs)
        case (.uint(let lhs), .double(let rhs)): Self.compare(lhs, with: rhs)
        case (.double(let lhs), .int(let rhs)): Self.compare(rhs, with: lhs).inverted
        case (.double(let lhs), .uint(let rhs)): Self.compare(rhs, with: lhs).inverted
        }
    }

    /// As doubles, which is what the conformance suite wants: beyond 2^53 neighbours are equal.
    private static func compare<Integer: FixedWidthInteger>(_ lhs: Integer, with rhs: Double) -> CELOrder {
        CELOrder(Double(lhs), rhs)
    }
}
