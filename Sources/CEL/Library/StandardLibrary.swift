private import Pattern

extension Library {
    static let standard: [Function] =
        size.alsoGlobal
        + matches.alsoGlobal
        + [
            .member("contains", .init(.string, .string, to: .bool)) { (text, part, meter) throws(CELFailure) in
                let (text, part) = (try text.asString(), try part.asString())
                return .bool(try text.firstPlace(of: part, from: 0, &meter) != nil)
            },
            .member("startsWith", .init(.string, .string, to: .bool)) { (text, prefix, meter) throws(CELFailure) in
                let (text, prefix) = (try text.asString(), try prefix.asString())
                try meter.charge(bytes: prefix.utf8.count)
                let whole = text.utf8.span
                let count = prefix.utf8.count
                return .bool(whole.count >= count && whole.extracting(first: count).isSame(as: prefix.utf8.span))
            },
            .member("endsWith", .init(.string, .string, to: .bool)) { (text, suffix, meter) throws(CELFailure) in
                let (text, suffix) = (try text.asString(), try suffix.asString())
                try meter.charge(bytes: suffix.utf8.count)
                let whole = text.utf8.span
                let count = suffix.utf8.count
                return .bool(whole.count >= count && whole.extracting(last: count).isSame(as: suffix.utf8.span))
            },
        ]

    private static let size: Function = .member(
        "size",
        .init(.string, to: .int),
        .init(.bytes, to: .int),
        .init(.anyList, to: .int),
        .init(.anyMap, to: .int)
    ) { (value, meter) throws(CELFailure) in
        switch value {
        case .string(let text):
            try meter.charge(bytes: text.utf8.count)
            return .int(text.scalars(before: text.utf8.count))
        case .bytes(let bytes): return .int(bytes.count)
        case .list(let list): return .int(list.count)
        case .map(let map): return .int(map.count)
        default: throw value.mismatch
        }
    }

    private static let matches: Function = .member(
        "matches",
        .init(.string, .string, to: .bool)
    ) { (text, expression, meter) throws(CELFailure) in
        let pattern = try Pattern.compiled(try expression.asString(), &meter)
        return .bool(try pattern.matches(try text.asString(), &meter))
    }.preparing(.pattern)
}

extension Span<UInt8> {
    func isSame(as other: Span<UInt8>) -> Bool {
        for place in indices where self[place] != other[place] { return false }
        return true
    }
}

extension Pattern {
    func matches(_ text: String, _ meter: inout Meter) throws(CELFailure) -> Bool {
        // RE2 looks at all instructions for a byte when it has too many sets of them to remember, which few have not.
        let bytes = text.utf8.count
        try meter.charge(8 + (size <= 16 ? bytes >> 4 : (bytes >> 3) * (3 * size >> 3)))
        return matches(text)
    }

    /// An expression that is known only now: a small one.
    fileprivate static func compiled(_ text: String, _ meter: inout Meter) throws(CELFailure) -> Pattern {
        try meter.charge(10_000 + 180 * text.utf8.count)
        var limits = PatternLimits()
        limits.length = 512
        limits.memory = 1 << 16
        do throws(PatternError) {
            return try Pattern(text, limits: limits)
        } catch {
            throw .invalidArgument("bad regular expression: \(error)")
        }
    }
}
