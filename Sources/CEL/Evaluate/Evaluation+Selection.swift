extension Evaluation {
    mutating func select(_ key: String, of base: Node, _ offset: Int) throws(CELFailure) -> CELValue {
        let base = try value(of: base)
        meter.offset = offset
        if case .optional(let inside) = base { return .optional(try inside.flatMap(key, &meter)) }
        guard let value = try base.member(key, &meter) else { throw .noSuchKey(key) }
        return value
    }

    mutating func optionalSelect(_ key: String, of base: Node, _ offset: Int) throws(CELFailure) -> CELValue {
        let base = try value(of: base)
        meter.offset = offset
        if case .optional(let inside) = base { return .optional(try inside.flatMap(key, &meter)) }
        return .optional(try base.member(key, &meter))
    }

    mutating func has(_ key: String, in base: Node, _ offset: Int) throws(CELFailure) -> Bool {
        let base = try value(of: base)
        meter.offset = offset
        if case .optional(let inside) = base { return try inside.flatMap(key, &meter) != nil }
        return try base.member(key, &meter) != nil
    }

    mutating func index(_ base: Node, _ index: Node, _ offset: Int) throws(CELFailure) -> CELValue {
        let base = try value(of: base)
        let index = try value(of: index)
        meter.offset = offset
        if case .optional(let inside) = base { return .optional(try inside?.element(index, &meter)) }
        if let value = try base.element(index, &meter) { return value }
        switch base {
        case .list: throw .invalidIndex("index \(try index.text(&meter)) out of range")
        default: throw .noSuchKey(try index.text(&meter))
        }
    }

    mutating func optionalIndex(_ base: Node, _ index: Node, _ offset: Int) throws(CELFailure) -> CELValue {
        let base = try value(of: base)
        let index = try value(of: index)
        meter.offset = offset
        if case .optional(let inside) = base { return .optional(try inside?.element(index, &meter)) }
        return .optional(try base.element(index, &meter))
    }

    mutating func optionalMap(
        _ place: Int,
        _ base: Node,
        _ body: Node,
        _ isFlat: Bool,
        _ offset: Int
    ) throws(CELFailure) -> CELValue {
        let base = try value(of: base)
        meter.offset = offset
        guard let inside = try base.asOptional() else { return .optional(nil) }
        locals[place] = inside
        let result = try value(of: body)
        guard isFlat else { return .optional(result) }
        meter.offset = offset
        return .optional(try result.asOptional())
    }
}

extension CELValue? {
    fileprivate func flatMap(_ key: String, _ meter: inout Meter) throws(CELFailure) -> CELValue? {
        guard let self else { return nil }
        guard case .map = self else { throw .noSuchKey(key) }
        return try self.member(key, &meter)
    }
}

extension CELValue {
    /// The value of a key of a map; `nil` when there is none.
    func member(_ key: String, _ meter: inout Meter) throws(CELFailure) -> CELValue? {
        guard case .map(let map) = self else {
            throw .noSuchOverload("to select '\(key)' from a value of type \(type)")
        }
        try meter.charge(lookingIn: map)
        return map[key]
    }

    /// What is at an index of a list or a key of a map; `nil` when nothing is.
    fileprivate func element(_ index: CELValue, _ meter: inout Meter) throws(CELFailure) -> CELValue? {
        switch self {
        case .map(let map):
            try meter.charge(lookingIn: map)
            try meter.charge(reading: index)
            return map[index]
        case .list(let list):
            let place = try index.asIndex()
            return (0..<list.count).contains(place) ? list[place] : nil
        default: throw .noSuchOverload("of [] for a value of type \(type)")
        }
    }

    /// Whole numbers of all types are indices.
    private func asIndex() throws(CELFailure) -> Int {
        let index: Int? =
            switch self {
            case .int(let value): value
            case .uint(let value): Int(clamping: value)
            case .double(let value): Int(exactly: value)
            default: nil
            }
        guard let index else { throw .invalidIndex("invalid index of type \(type)") }
        return index
    }

    /// For messages.
    fileprivate func text(_ meter: inout Meter) throws(CELFailure) -> String {
        switch self {
        case .bool, .int, .uint, .double, .string:
            var text = ""
            try write(to: &text, &meter)
            return text
        default: return "of type \(type)"
        }
    }
}
