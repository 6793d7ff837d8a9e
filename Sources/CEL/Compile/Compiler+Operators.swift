extension Compiler {
    mutating func operation(
        _ operation: Expression.Operator,
        _ operands: [Expression],
        _ offset: Int
    ) throws(CELError.Problem) -> Typed {
        var typed: [Typed] = []
        for operand in operands { typed.append(try compile(operand)) }
        let nodes = typed.map(\.node)
        let types = typed.map(\.type)
        switch operation {
        case .and, .or, .not:
            for (operand, type) in zip(operands, types) where !CELType.bool.accepts(type) {
                try check(operation, [type], operand.offset)
            }
            let node: Node =
                operation == .and
                ? .and(nodes, at: offset) : operation == .or ? .or(nodes, at: offset) : .not(nodes[0], at: offset)
            return Typed(node: node, type: .bool)
        case .conditional:
            if !CELType.bool.accepts(types[0]) { try check(operation, [types[0]], offset) }
            if !types[1].accepts(types[2]) { try check(operation, Array(types[1...]), offset) }
            return Typed(
                node: .conditional(nodes[0], nodes[1], nodes[2], at: offset),
                type: types[1].joined(with: types[2])
            )
        case .equal, .notEqual:
            if !types[0].accepts(types[1]) { try check(operation, types, offset) }
            let equal = Node.equal(nodes[0], nodes[1], at: offset)
            return Typed(node: operation == .equal ? equal : .not(equal, at: offset), type: .bool)
        case .contained: return try contained(nodes, types, offset)
        case .negate:
            if ![CELType.int, .double].contains(where: { $0.accepts(types[0]) }) {
                try check(operation, types, offset)
            }
            return folded(Typed(node: .negate(nodes[0], at: offset), type: types[0]), nodes)
        default: return try binary(operation, nodes, types, offset)
        }
    }

    /// Throws for operands that an operator never takes, if types are checked.
    private func check(_ operation: Expression.Operator, _ types: [CELType], _ offset: Int) throws(CELError.Problem) {
        guard settings.checksTypes else { return }
        let operands = types.map(\.description).joined(separator: " and ")
        let advice =
            switch operation {
            case .and, .or, .not: "; it takes bool"
            case .conditional: types.count == 1 ? "; the condition is a bool" : "; both branches are of one type"
            case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained:
                "; convert one of them, as in string(x) or int(x), or hide its type with dyn(x)"
            default:
                types.count == 2 && types[0] != types[1] ? "; convert one of them, as in string(x) or double(x)" : ""
            }
        throw CELError.Problem(
            "'\(operation.rawValue)' does not take \(operands)\(advice)",
            at: offset,
            .noSuchOverload("of \(operation.rawValue)")
        )
    }

    private func contained(_ nodes: [Node], _ types: [CELType], _ offset: Int) throws(CELError.Problem) -> Typed {
        let isPossible =
            switch types[1] {
            case .dyn: true
            case .list(let element): element.accepts(types[0])
            case .map(let key, _): key.accepts(types[0])
            case .record: CELType.string.accepts(types[0])
            default: false
            }
        if !isPossible { try check(.contained, types, offset) }
        return Typed(node: .contained(nodes[0], nodes[1], at: offset), type: .bool)
    }

    private func binary(
        _ operation: Expression.Operator,
        _ nodes: [Node],
        _ types: [CELType],
        _ offset: Int
    ) throws(CELError.Problem) -> Typed {
        let isRelation = [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(operation)
        let overloads = isRelation ? Self.relations : Self.arithmetic[operation] ?? []
        let matching = overloads.filter { $0.0.accepts(types[0]) && $0.1.accepts(types[1]) }
        guard let first = matching.first else {
            try check(operation, types, offset)
            return Typed(node: Self.node(operation, nodes, offset), type: .dyn)
        }
        var type = matching.allSatisfy { $0.2 == first.2 } ? first.2 : .dyn
        if type == .anyList { type = types[0].joined(with: types[1]) }
        return folded(Typed(node: Self.node(operation, nodes, offset), type: type), nodes)
    }

    private static func node(_ operation: Expression.Operator, _ nodes: [Node], _ offset: Int) -> Node {
        switch operation {
        case .less, .lessOrEqual, .greater, .greaterOrEqual: .compare(operation, nodes[0], nodes[1], at: offset)
        default: .arithmetic(operation, nodes[0], nodes[1], at: offset)
        }
    }

    private typealias Overload = (CELType, CELType, CELType)

    private static let relations: [Overload] = {
        let ordered: [CELType] = [.bool, .string, .bytes, .timestamp, .duration]
        let numbers: [CELType] = [.int, .uint, .double]
        return ordered.map { ($0, $0, .bool) } + numbers.flatMap { lhs in numbers.map { (lhs, $0, .bool) } }
    }()

    private static let arithmetic: [Expression.Operator: [Overload]] = {
        let integers: [Overload] = [(.int, .int, .int), (.uint, .uint, .uint)]
        let numbers = integers + [(.double, .double, .double)]
        return [
            .add: numbers + [
                (.string, .string, .string), (.bytes, .bytes, .bytes), (.anyList, .anyList, .anyList),
                (.timestamp, .duration, .timestamp), (.duration, .timestamp, .timestamp),
                (.duration, .duration, .duration),
            ],
            .subtract: numbers + [
                (.timestamp, .timestamp, .duration), (.timestamp, .duration, .timestamp),
                (.duration, .duration, .duration),
            ],
            .multiply: numbers, .divide: numbers, .remainder: integers,
        ]
    }()
}
