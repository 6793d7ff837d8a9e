extension Evaluation {
    mutating func arithmetic(
        _ operation: Expression.Operator,
        _ lhs: Node,
        _ rhs: Node,
        _ offset: Int
    ) throws(CELFailure) -> CELValue {
        let lhs = try value(of: lhs)
        let rhs = try value(of: rhs)
        meter.offset = offset
        switch (lhs, rhs) {
        case (.int(let lhs), .int(let rhs)): return .int(try Self.integers(operation, lhs, rhs, "int"))
        case (.uint(let lhs), .uint(let rhs)): return .uint(try Self.integers(operation, lhs, rhs, "uint"))
        case (.double(let lhs), .double(let rhs)) where operation != .remainder:
            return .double(Self.doubles(operation, lhs, rhs))
        default: break
        }
        let result =
            switch operation {
            case .add: try Self.sum(lhs, rhs, &meter)
            case .subtract: try Self.difference(lhs, rhs)
            default: nil as CELValue?
            }
        guard let result else { throw .noSuchOverload("of \(operation.rawValue) for \(lhs.type) and \(rhs.type)") }
        return result
    }

    mutating func negated(_ operand: Node, _ offset: Int) throws(CELFailure) -> CELValue {
        let operand = try value(of: operand)
        meter.offset = offset
        switch operand {
        case .int(let value):
            guard value != .min else { throw .outOfRange("int") }
            return .int(-value)
        case .double(let value): return .double(-value)
        default: throw .noSuchOverload("of - for a value of type \(operand.type)")
        }
    }

    private static func integers<Integer: FixedWidthInteger>(
        _ operation: Expression.Operator,
        _ lhs: Integer,
        _ rhs: Integer,
        _ type: String
    ) throws(CELFailure) -> Integer {
        if operation == .divide || operation == .remainder, rhs == 0 { throw .divisionByZero }
        let (result, isTooLarge) =
            switch operation {
            case .add: lhs.addingReportingOverflow(rhs)
            case .subtract: lhs.subtractingReportingOverflow(rhs)
            case .multiply: lhs.multipliedReportingOverflow(by: rhs)
            case .divide: lhs.dividedReportingOverflow(by: rhs)
            default: lhs.remainderReportingOverflow(dividingBy: rhs)
            }
        guard !isTooLarge else { throw .outOfRange(type) }
        return result
    }

    private static func doubles(_ operation: Expression.Operator, _ lhs: Double, _ rhs: Double) -> Double {
        switch operation {
        case .add: lhs + rhs
        case .subtract: lhs - rhs
        case .multiply: lhs * rhs
        default: lhs / rhs
        }
    }

    private static func sum(_ lhs: CELValue, _ rhs: CELValue, _ meter: inout Meter) throws(CELFailure) -> CELValue? {
        switch (lhs, rhs) {
        case (.string(let lhs), .string(let rhs)):
            try meter.charge(bytes: lhs.utf8.count + rhs.utf8.count)
            return .string(lhs + rhs)
        case (.bytes(let lhs), .bytes(let rhs)):
            try meter.charge(bytes: lhs.count + rhs.count)
            return .bytes(lhs + rhs)
        case (.list(let lhs), .list(let rhs)):
            try meter.charge(lhs.count + rhs.count)
            return .list(.values(lhs.values + rhs.values))
        case (.timestamp(let moment), .duration(let duration)), (.duration(let duration), .timestamp(let moment)):
            return try moved(moment, by: duration.nanoseconds)
        case (.duration(let lhs), .duration(let rhs)):
            return .duration(
                .init(nanoseconds: try integers(.add, lhs.nanoseconds, rhs.nanoseconds, "duration"))
            )
        default: return nil
        }
    }

    private static func difference(_ lhs: CELValue, _ rhs: CELValue) throws(CELFailure) -> CELValue? {
        switch (lhs, rhs) {
        case (.timestamp(let lhs), .timestamp(let rhs)):
            guard let nanoseconds = lhs.nanoseconds(since: rhs) else { throw .outOfRange("duration") }
            return .duration(.init(nanoseconds: nanoseconds))
        case (.timestamp(let moment), .duration(let duration)):
            guard duration.nanoseconds != .min else { throw .outOfRange("timestamp") }
            return try moved(moment, by: -duration.nanoseconds)
        case (.duration(let lhs), .duration(let rhs)):
            return .duration(
                .init(nanoseconds: try integers(.subtract, lhs.nanoseconds, rhs.nanoseconds, "duration"))
            )
        default: return nil
        }
    }

    private static func moved(_ moment: CELValue.Timestamp, by nanoseconds: Int) throws(CELFailure) -> CELValue {
        guard let moved = moment.adding(nanoseconds: nanoseconds) else { throw .outOfRange("timestamp") }
        return .timestamp(moved)
    }
}
