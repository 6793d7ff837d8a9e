extension CELValue {
    /// Equality as the language has it: numbers by their value, and values of different types are different.
    func equals(_ other: CELValue, _ meter: inout Meter) throws(CELFailure) -> Bool {
        try meter.charge(1)
        switch (self, other) {
        case (.string(let lhs), .string(let rhs)):
            try meter.charge(bytes: min(lhs.utf8.count, rhs.utf8.count))
            return lhs.isExactly(rhs)
        case (.bytes(let lhs), .bytes(let rhs)):
            try meter.charge(bytes: min(lhs.count, rhs.count))
            return lhs == rhs
        case (.list(let lhs), .list(let rhs)): return try Self.areEqual(lhs, rhs, &meter)
        case (.map(let lhs), .map(let rhs)): return try Self.areEqual(lhs, rhs, &meter)
        case (.optional(let lhs?), .optional(let rhs?)): return try lhs.equals(rhs, &meter)
        default: return isSameScalar(as: other)
        }
    }

    private func isSameScalar(as other: CELValue) -> Bool {
        switch (self, other) {
        case (.null, .null), (.optional(nil), .optional(nil)): true
        case (.bool(let lhs), .bool(let rhs)): lhs == rhs
        case (.type(let lhs), .type(let rhs)): lhs == rhs
        case (.timestamp(let lhs), .timestamp(let rhs)): lhs == rhs
        case (.duration(let lhs), .duration(let rhs)): lhs == rhs
        case (.ip(let lhs), .ip(let rhs)): lhs == rhs
        case (.cidr(let lhs), .cidr(let rhs)): lhs == rhs
        default: CELNumber(self).flatMap { lhs in CELNumber(other).map { lhs.compared(with: $0) == .equal } } ?? false
        }
    }

    private static func areEqual(_ lhs: CELList, _ rhs: CELList, _ meter: inout Meter) throws(CELFailure) -> Bool {
        guard lhs.count == rhs.count else { return false }
        try meter.enter()
        defer { meter.leave() }
        for place in 0..<lhs.count {
            guard try lhs[place].equals(rhs[place], &meter) else { return false }
        }
        return true
    }

    private static func areEqual(_ lhs: CELMap, _ rhs: CELMap, _ meter: inout Meter) throws(CELFailure) -> Bool {
        guard lhs.count == rhs.count else { return false }
        try meter.enter()
        defer { meter.leave() }
        for place in 0..<lhs.count {
            let entry = lhs.entry(at: place)
            try meter.charge(lookingIn: rhs)
            try meter.charge(reading: entry.key)
            guard let value = rhs[entry.key], try entry.value.equals(value, &meter) else { return false }
        }
        return true
    }

    /// The order of two values that have one.
    func compared(with other: CELValue, _ meter: inout Meter) throws(CELFailure) -> CELOrder {
        switch (self, other) {
        case (.string(let lhs), .string(let rhs)):
            try meter.charge(bytes: min(lhs.utf8.count, rhs.utf8.count))
            return CELOrder(lhs.utf8.span, rhs.utf8.span)
        case (.bytes(let lhs), .bytes(let rhs)):
            try meter.charge(bytes: min(lhs.count, rhs.count))
            return CELOrder(lhs.span, rhs.span)
        case (.bool(let lhs), .bool(let rhs)): return CELOrder(lhs ? 1 : 0, rhs ? 1 : 0)
        case (.timestamp(let lhs), .timestamp(let rhs)): return CELOrder(lhs, rhs)
        case (.duration(let lhs), .duration(let rhs)): return CELOrder(lhs.nanoseconds, rhs.nanoseconds)
        default:
            guard let lhs = CELNumber(self), let rhs = CELNumber(other) else {
                throw .noSuchOverload("to compare \(type) with \(other.type)")
            }
            return lhs.compared(with: rhs)
        }
    }
}
