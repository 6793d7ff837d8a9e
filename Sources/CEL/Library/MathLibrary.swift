extension Library {
    static let math: [Function] =
        [
            .global("math.greatest", .init(.dyn, to: .dyn)) { (value, meter) throws(CELFailure) in
                try extreme(of: value, .greater, &meter)
            },
            .global("math.least", .init(.dyn, to: .dyn)) { (value, meter) throws(CELFailure) in
                try extreme(of: value, .less, &meter)
            },
            .global("math.abs", .init(.int, to: .int), .init(.uint, to: .uint), .init(.double, to: .double)) {
                (value, _) throws(CELFailure) in
                switch value {
                case .int(.min): throw .outOfRange("int")
                case .int(let value): return .int(abs(value))
                case .uint: return value
                default: return .double(abs(try value.asDouble()))
                }
            },
            .global("math.sign", .init(.int, to: .int), .init(.uint, to: .uint), .init(.double, to: .double)) {
                (value, _) throws(CELFailure) in
                switch value {
                case .int(let value): return .int(value.signum())
                case .uint(let value): return .uint(min(value, 1))
                default:
                    let value = try value.asDouble()
                    return .double(value > 0 ? 1 : value < 0 ? -1 : value)
                }
            },
            .global("math.sqrt", .init(.double, to: .double), .init(.int, to: .double), .init(.uint, to: .double)) {
                (value, _) throws(CELFailure) in
                switch value {
                case .int(let value): return .double(Double(value).squareRoot())
                case .uint(let value): return .double(Double(value).squareRoot())
                default: return .double(try value.asDouble().squareRoot())
                }
            },
            onDoubles("math.ceil", to: .double) { .double($0.rounded(.up)) },
            onDoubles("math.floor", to: .double) { .double($0.rounded(.down)) },
            onDoubles("math.round", to: .double) { .double($0.rounded(.toNearestOrAwayFromZero)) },
            onDoubles("math.trunc", to: .double) { .double($0.rounded(.towardZero)) },
            onDoubles("math.isNaN", to: .bool) { .bool($0.isNaN) },
            onDoubles("math.isInf", to: .bool) { .bool($0.isInfinite) },
            onDoubles("math.isFinite", to: .bool) { .bool($0.isFinite) },
        ] + bits

    private static func onDoubles(
        _ name: String,
        to type: CELType,
        _ body: @escaping @Sendable (Double) -> CELValue
    ) -> Function {
        .global(name, .init(.double, to: type)) { (value, _) throws(CELFailure) in body(try value.asDouble()) }
    }

    /// Of a number, or of a list of numbers.
    private static func extreme(
        of value: CELValue,
        _ wanted: CELOrder,
        _ meter: inout Meter
    ) throws(CELFailure) -> CELValue {
        guard case .list(let list) = value else {
            guard CELNumber(value) != nil else { throw value.mismatch }
            return value
        }
        guard !list.isEmpty else { throw .invalidArgument("an empty list has no greatest and no least") }
        try meter.charge(list.count)
        var best = list[0]
        guard CELNumber(best) != nil else { throw best.mismatch }
        for place in 1..<max(list.count, 1) {
            let candidate = list[place]
            guard let number = CELNumber(candidate), let other = CELNumber(best) else { throw candidate.mismatch }
            if number.compared(with: other) == wanted { best = candidate }
        }
        return best
    }

    private static let bits: [Function] = [
        onBits("math.bitAnd", { $0 & $1 }, { $0 & $1 }),
        onBits("math.bitOr", { $0 | $1 }, { $0 | $1 }),
        onBits("math.bitXor", { $0 ^ $1 }, { $0 ^ $1 }),
        .global("math.bitNot", .init(.int, to: .int), .init(.uint, to: .uint)) { (value, _) throws(CELFailure) in
            if case .uint(let value) = value { return .uint(~value) }
            return .int(~(try value.asInt()))
        },
        // Swift's operators give 0 for bits that are shifted too far.
        shift("math.bitShiftLeft", { $0 << $1 }),
        shift("math.bitShiftRight", { $0 >> $1 }),
    ]

    private static func onBits(
        _ name: String,
        _ ints: @escaping @Sendable (Int, Int) -> Int,
        _ uints: @escaping @Sendable (UInt64, UInt64) -> UInt64
    ) -> Function {
        .global(name, .init(.int, .int, to: .int), .init(.uint, .uint, to: .uint)) { (lhs, rhs, _) throws(CELFailure) in
            switch (lhs, rhs) {
            case (.int(let lhs), .int(let rhs)): return .int(ints(lhs, rhs))
            case (.uint(let lhs), .uint(let rhs)): return .uint(uints(lhs, rhs))
            case (.int, _), (.uint, _): throw rhs.mismatch
            default: throw lhs.mismatch
            }
        }
    }

    /// Bits of an int are shifted as if it had no sign.
    private static func shift(_ name: String, _ body: @escaping @Sendable (UInt64, Int) -> UInt64) -> Function {
        .global(name, .init(.int, .int, to: .int), .init(.uint, .int, to: .uint)) {
            (value, count, _) throws(CELFailure) in
            let count = try count.asInt()
            guard count >= 0 else { throw .invalidArgument("negative offset: \(count)") }
            switch value {
            case .int(let value): return .int(Int(truncatingIfNeeded: body(UInt64(bitPattern: Int64(value)), count)))
            case .uint(let value): return .uint(body(value, count))
            default: throw value.mismatch
            }
        }
    }
}
