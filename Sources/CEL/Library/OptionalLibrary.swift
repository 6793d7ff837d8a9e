extension Library {
    static let optionals: [Function] = [
        .global("optional.none", .init(to: .anyOptional)) { (_: [CELValue], _) throws(CELFailure) in .optional(nil) },
        .global("optional.of", .init(.dyn, to: .optional(0))) { (value, _) throws(CELFailure) in .optional(value) },
        .global("optional.ofNonZeroValue", .init(.dyn, to: .optional(0))) { (value, _) throws(CELFailure) in
            .optional(value.isZero ? nil : value)
        },
        .member("hasValue", .init(.anyOptional, to: .bool)) { (optional, _) throws(CELFailure) in
            .bool(try optional.asOptional() != nil)
        },
        .member("value", .init(.anyOptional, to: .inside(0))) { (optional, _) throws(CELFailure) in
            guard let value = try optional.asOptional() else { throw .noValue }
            return value
        },
        .member("or", .init(.anyOptional, .anyOptional, to: .either(0, 1))) { (optional, other, _) throws(CELFailure) in
            if try optional.asOptional() != nil { return optional }
            _ = try other.asOptional()
            return other
        },
        .member("orValue", .init(.anyOptional, .dyn, to: .insideOr(0, 1))) { (optional, other, _) throws(CELFailure) in
            try optional.asOptional() ?? other
        },
        .global("optional.unwrap", .init(.anyList, to: .anyList)) { (list, meter) throws(CELFailure) in
            try unwrapped(list, &meter)
        },
        .member("unwrapOpt", .init(.anyList, to: .anyList)) { (list, meter) throws(CELFailure) in
            try unwrapped(list, &meter)
        },
    ]

    /// Of a list of optionals those that have a value.
    private static func unwrapped(_ list: CELValue, _ meter: inout Meter) throws(CELFailure) -> CELValue {
        let list = try list.asList()
        try meter.charge(list.count)
        var values: [CELValue] = []
        for place in 0..<list.count {
            if let value = try list[place].asOptional() { values.append(value) }
        }
        return .list(.values(values))
    }
}
