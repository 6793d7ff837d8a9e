extension CELValue {
    /// What `string(x)` and the clause `%s` make of a double: the fewest digits, none behind the point for a whole one.
    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// As the clause `%s` writes it.
    func write(to text: inout String, _ meter: inout Meter) throws(CELFailure) {
        try meter.charge(2)
        switch self {
        case .list(let list): try write(list, to: &text, &meter)
        case .map(let map): try write(map, to: &text, &meter)
        default:
            guard let scalar = scalarText else { throw .noSuchOverload("of format for a value of type \(type)") }
            try meter.charge(bytes: scalar.utf8.count)
            text += scalar
        }
    }

    private var scalarText: String? {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .uint(let value): String(value)
        case .double(let value): Self.text(of: value)
        case .string(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .type(let type): type.name
        case .timestamp(let timestamp): timestamp.text
        case .duration(let duration): duration.text
        case .ip(let address): address.text
        case .cidr(let network): network.text
        case .list, .map, .optional: nil
        }
    }

    private func write(_ list: CELList, to text: inout String, _ meter: inout Meter) throws(CELFailure) {
        try meter.enter()
        text += "["
        for place in 0..<list.count {
            if place > 0 { text += ", " }
            try list[place].write(to: &text, &meter)
        }
        text += "]"
        meter.leave()
    }

    /// In the order of the keys as they are written.
    private func write(_ map: CELMap, to text: inout String, _ meter: inout Meter) throws(CELFailure) {
        try meter.enter()
        var lines: [(key: String, value: CELValue)] = []
        for place in 0..<map.count {
            let entry = map.entry(at: place)
            var key = ""
            try entry.key.write(to: &key, &meter)
            lines.append((key, entry.value))
        }
        try meter.charge(6 * lines.count)
        lines.sort { CELOrder($0.key.utf8.span, $1.key.utf8.span) == .less }
        text += "{"
        for (place, line) in lines.enumerated() {
            text += (place > 0 ? ", " : "") + line.key + ": "
            try line.value.write(to: &text, &meter)
        }
        text += "}"
        meter.leave()
    }
}
