/// One evaluation of a program.
struct Evaluation {
    /// In the order in which the program names them; `nil` for those that are not there.
    let variables: [CELValue?]
    let names: [String]
    var locals: [CELValue]
    var meter: Meter

    mutating func value(of node: Node) throws(CELFailure) -> CELValue {
        try meter.charge(1)
        switch node {
        case .constant(let value): return value
        case .variable(let place, let offset): return try variable(place, offset)
        case .local(let place): return locals[place]
        case .select(let base, let key, let offset): return try select(key, of: base, offset)
        case .has(let base, let key, let offset): return .bool(try has(key, in: base, offset))
        case .and(let operands, let offset): return .bool(try connective(operands, isDecidedBy: false, offset))
        case .or(let operands, let offset): return .bool(try connective(operands, isDecidedBy: true, offset))
        case .not(let operand, let offset): return .bool(!(try bool(operand, offset)))
        case .equal(let lhs, let rhs, let offset): return .bool(try equal(lhs, rhs, offset))
        case .unary(let body, let operand, let offset): return try unary(body, operand, offset)
        case .binary(let body, let lhs, let rhs, let offset): return try binary(body, lhs, rhs, offset)
        default: return try rareValue(of: node)
        }
    }

    /// A frame of its own, so that the usual one stays small.
    private mutating func rareValue(of node: Node) throws(CELFailure) -> CELValue {
        switch node {
        case .failure(let failure, let offset): try fail(failure, offset)
        case .optionalSelect(let base, let key, let offset): try optionalSelect(key, of: base, offset)
        case .index(let base, let index, let offset): try self.index(base, index, offset)
        case .optionalIndex(let base, let index, let offset): try optionalIndex(base, index, offset)
        case .negate(let operand, let offset): try negated(operand, offset)
        case .conditional(let condition, let good, let bad, let offset):
            try value(of: try bool(condition, offset) ? good : bad)
        case .compare(let operation, let lhs, let rhs, let offset): .bool(try compare(operation, lhs, rhs, offset))
        case .contained(let member, let container, let offset): .bool(try contained(member, container, offset))
        case .arithmetic(let operation, let lhs, let rhs, let offset): try arithmetic(operation, lhs, rhs, offset)
        case .list(let elements, let offset): try list(elements, offset)
        case .map(let entries, let offset): try map(entries, offset)
        case .call(let body, let arguments, let offset): try call(body, arguments, offset)
        case .bind(let place, let initial, let body): try bind(place, initial, body)
        case .optionalMap(let place, let base, let body, let isFlat, let offset):
            try optionalMap(place, base, body, isFlat, offset)
        case .comprehension(let comprehension): try self.value(of: comprehension)
        default: try value(of: node)
        }
    }

    func fail(_ failure: CELFailure, _ offset: Int) throws(CELFailure) -> CELValue { throw failure }

    private mutating func variable(_ place: Int, _ offset: Int) throws(CELFailure) -> CELValue {
        if let value = variables[place] { return value }
        meter.offset = offset
        throw .unknownVariable(names[place])
    }

    mutating func bool(_ node: Node, _ offset: Int) throws(CELFailure) -> Bool {
        let value = try value(of: node)
        if case .bool(let bool) = value { return bool }
        meter.offset = offset
        throw .noSuchOverload("for \(value.type) where a bool belongs")
    }

    private mutating func equal(_ lhs: Node, _ rhs: Node, _ offset: Int) throws(CELFailure) -> Bool {
        let lhs = try value(of: lhs)
        let rhs = try value(of: rhs)
        meter.offset = offset
        return try lhs.equals(rhs, &meter)
    }

    private mutating func unary(_ body: Function.Unary, _ operand: Node, _ offset: Int) throws(CELFailure) -> CELValue {
        let operand = try value(of: operand)
        meter.offset = offset
        return try body(operand, &meter)
    }

    private mutating func binary(
        _ body: Function.Binary,
        _ lhs: Node,
        _ rhs: Node,
        _ offset: Int
    ) throws(CELFailure) -> CELValue {
        let lhs = try value(of: lhs)
        let rhs = try value(of: rhs)
        meter.offset = offset
        return try body(lhs, rhs, &meter)
    }

    private mutating func call(_ body: Function.Many, _ nodes: [Node], _ offset: Int) throws(CELFailure) -> CELValue {
        var arguments: [CELValue] = []
        arguments.reserveCapacity(nodes.count)
        for node in nodes { arguments.append(try value(of: node)) }
        meter.offset = offset
        return try body(arguments, &meter)
    }

    private mutating func bind(_ place: Int, _ initial: Node, _ body: Node) throws(CELFailure) -> CELValue {
        locals[place] = try value(of: initial)
        return try value(of: body)
    }
}
