extension Compiler {
    mutating func list(_ elements: [Expression.Element], _ offset: Int) throws(CELError.Problem) -> Typed {
        var nodes: [Node.Element] = []
        var type: CELType?
        for element in elements {
            let (node, elementType) = try self.element(element)
            nodes.append(node)
            type = type.map { $0.joined(with: elementType) } ?? elementType
        }
        let list = Typed(node: .list(nodes, at: offset), type: .list(type ?? .dyn))
        return folded(list, nodes.map(\.node))
    }

    mutating func map(_ entries: [Expression.Entry], _ offset: Int) throws(CELError.Problem) -> Typed {
        var nodes: [Node.Entry] = []
        var types: (key: CELType, value: CELType)?
        for entry in entries {
            let key = try compile(entry.key)
            if settings.checksTypes, ![CELType.bool, .int, .uint, .string].contains(where: { $0.accepts(key.type) }) {
                throw CELError.Problem(
                    "a key is of type bool, int, uint or string, not \(key.type)",
                    at: entry.key.offset,
                    .unsupportedKey(key.type.description)
                )
            }
            let (element, type) = try self.element(entry.element)
            nodes.append(Node.Entry(key: key.node, element: element))
            types = types.map { ($0.key.joined(with: key.type), $0.value.joined(with: type)) } ?? (key.type, type)
        }
        let map = Typed(node: .map(nodes, at: offset), type: .map(types?.key ?? .dyn, types?.value ?? .dyn))
        return folded(map, nodes.flatMap { [$0.key, $0.element.node] })
    }

    private mutating func element(_ element: Expression.Element) throws(CELError.Problem) -> (Node.Element, CELType) {
        let typed = try compile(element.value)
        let node = Node.Element(node: typed.node, isOptional: element.isOptional)
        guard element.isOptional else { return (node, typed.type) }
        switch typed.type {
        case .optional(let inside): return (node, inside)
        case .dyn: return (node, .dyn)
        default:
            guard settings.checksTypes else { return (node, .dyn) }
            throw CELError.Problem("behind ? belongs an optional, not \(typed.type)", at: element.value.offset)
        }
    }

    /// What has only constant parts is evaluated now, unless that fails: then it shall fail when it is evaluated.
    func folded(_ typed: Typed, _ parts: [Node]) -> Typed {
        guard parts.allSatisfy({ $0.constant != nil }) else { return typed }
        var evaluation = Evaluation(variables: [], names: [], locals: [], meter: Meter(settings.limits.folding))
        do throws(CELFailure) {
            return Typed(node: .constant(try evaluation.value(of: typed.node)), type: typed.type)
        } catch {
            return typed
        }
    }
}

extension ProgramLimits {
    /// What is worth evaluating beforehand.
    fileprivate var folding: ProgramLimits {
        var limits = self
        limits.cost = 2_000
        return limits
    }
}
