extension Compiler {
    /// For suggestions.
    static let macros = [
        "has", "all", "exists", "exists_one", "existsOne", "map", "filter", "transformList", "transformMap",
        "transformMapEntry", "sortBy", "optMap", "optFlatMap", "cel.bind",
    ]

    /// What a call means that is none; `nil` for those that are.
    mutating func macro(_ call: Call) throws(CELError.Problem) -> Typed? {
        let arguments = call.arguments
        guard let base = call.base else {
            return call.name == "has" && arguments.count == 1 ? try has(arguments[0]) : nil
        }
        if base.qualifiedName == "cel", call.name == "bind", arguments.count == 3, !isLocal("cel") {
            return try bind(arguments)
        }
        if call.name == "optMap" || call.name == "optFlatMap", arguments.count == 2 {
            return try optionalMap(base, arguments, isFlat: call.name == "optFlatMap", call.offset)
        }
        return try comprehension(call, on: base)
    }

    private mutating func has(_ argument: Expression) throws(CELError.Problem) -> Typed {
        guard case .select(let base, let name, let isOptional, _) = argument.form, !isOptional else {
            throw CELError.Problem("has takes a selection, as in has(payload.email)", at: argument.offset)
        }
        let typed = try self.base(of: name, base)
        if settings.checksTypes, try memberType(name, of: typed.type, argument.offset) == nil {
            throw CELError.Problem("a value of type \(typed.type) has no '\(name)'", at: argument.offset)
        }
        return Typed(node: .has(typed.node, name, at: argument.offset), type: .bool)
    }

    private func variable(_ expression: Expression) throws(CELError.Problem) -> String {
        guard case .name(let name, isRooted: false) = expression.form else {
            throw CELError.Problem("here belongs the name of a variable", at: expression.offset)
        }
        return name
    }

    private mutating func bind(_ arguments: [Expression]) throws(CELError.Problem) -> Typed {
        let initial = try compile(arguments[1])
        return try with(try variable(arguments[0]), of: initial.type) { (compiler, place) throws(CELError.Problem) in
            let body = try compiler.compile(arguments[2])
            return Typed(node: .bind(place, initial.node, body.node), type: body.type)
        }
    }

    private mutating func optionalMap(
        _ base: Expression,
        _ arguments: [Expression],
        isFlat: Bool,
        _ offset: Int
    ) throws(CELError.Problem) -> Typed {
        let base = try compile(base)
        let inside: CELType
        switch base.type {
        case .optional(let type): inside = type
        case .dyn: inside = .dyn
        default:
            return try problem(
                "optMap and optFlatMap take an optional, not \(base.type)",
                at: offset,
                .noSuchOverload("of optMap")
            )
        }
        return try with(try variable(arguments[0]), of: inside) { (compiler, place) throws(CELError.Problem) in
            let body = try compiler.compile(arguments[1])
            let node = Node.optionalMap(place, base.node, body.node, isFlat: isFlat, at: offset)
            return Typed(node: node, type: isFlat ? body.type : .optional(body.type))
        }
    }

    /// How many variables, and whether what stands before the last argument is a filter.
    private struct Shape {
        let kind: Comprehension.Kind
        let variables: Int
        var hasFilter = false
        /// What remains is the member itself.
        var isFilter = false
    }

    private static func shape(_ call: Call) -> Shape? {
        switch (call.name, call.arguments.count) {
        case ("all", 2): Shape(kind: .all, variables: 1)
        case ("exists", 2): Shape(kind: .exists, variables: 1)
        case ("exists_one", 2), ("existsOne", 2): Shape(kind: .existsOne, variables: 1)
        case ("map", 2): Shape(kind: .list, variables: 1)
        case ("map", 3): Shape(kind: .list, variables: 1, hasFilter: true)
        case ("filter", 2): Shape(kind: .list, variables: 1, hasFilter: true, isFilter: true)
        case ("sortBy", 2): Shape(kind: .sort, variables: 1)
        case ("all", 3): Shape(kind: .all, variables: 2)
        case ("exists", 3): Shape(kind: .exists, variables: 2)
        case ("exists_one", 3), ("existsOne", 3): Shape(kind: .existsOne, variables: 2)
        case ("transformList", 3): Shape(kind: .list, variables: 2)
        case ("transformList", 4): Shape(kind: .list, variables: 2, hasFilter: true)
        case ("transformMap", 3): Shape(kind: .map, variables: 2)
        case ("transformMap", 4): Shape(kind: .map, variables: 2, hasFilter: true)
        case ("transformMapEntry", 3): Shape(kind: .mapEntries, variables: 2)
        case ("transformMapEntry", 4): Shape(kind: .mapEntries, variables: 2, hasFilter: true)
        default: nil
        }
    }

    private mutating func comprehension(_ call: Call, on base: Expression) throws(CELError.Problem) -> Typed? {
        guard let shape = Self.shape(call) else { return nil }
        let range = try compile(base)
        guard let types = Self.memberTypes(of: range.type, shape) else {
            return try problem(
                "\(call.name) goes through a list or a map, not \(range.type)",
                at: call.offset,
                .noSuchOverload("of \(call.name) for \(range.type)")
            )
        }
        let first = try variable(call.arguments[0])
        return try with(first, of: types.first) { (compiler, place) throws(CELError.Problem) in
            guard shape.variables == 2 else {
                return try compiler.comprehension(call, shape, range, types, place, nil)
            }
            let second = try compiler.variable(call.arguments[1])
            guard second != first else {
                throw CELError.Problem("the two variables need two names", at: call.arguments[1].offset)
            }
            return try compiler.with(second, of: types.second) { (compiler, other) throws(CELError.Problem) in
                try compiler.comprehension(call, shape, range, types, place, other)
            }
        }
    }

    private mutating func comprehension(
        _ call: Call,
        _ shape: Shape,
        _ range: Typed,
        _ types: (first: CELType, second: CELType),
        _ first: Int,
        _ second: Int?
    ) throws(CELError.Problem) -> Typed {
        let filter = shape.hasFilter ? try predicate(call.arguments[shape.variables], call.name) : nil
        let last = call.arguments[call.arguments.count - 1]
        let body: Typed
        switch shape.kind {
        case .all, .exists, .existsOne: body = Typed(node: try predicate(last, call.name), type: .bool)
        case _ where shape.isFilter: body = Typed(node: .local(first), type: types.first)
        default: body = try compile(last)
        }
        let comprehension = Comprehension(
            kind: shape.kind,
            range: range.node,
            first: first,
            second: second,
            filter: filter,
            body: body.node,
            offset: call.offset
        )
        return Typed(
            node: .comprehension(comprehension),
            type: Self.type(shape.kind, range.type, types.first, body.type)
        )
    }

    private mutating func predicate(_ expression: Expression, _ name: String) throws(CELError.Problem) -> Node {
        let predicate = try compile(expression)
        if settings.checksTypes, !CELType.bool.accepts(predicate.type) {
            throw CELError.Problem("\(name) takes a bool here, not \(predicate.type)", at: expression.offset)
        }
        return predicate.node
    }

    private static func memberTypes(of range: CELType, _ shape: Shape) -> (first: CELType, second: CELType)? {
        switch range {
        case .dyn: (.dyn, .dyn)
        case .list(let element): shape.variables == 2 ? (.int, element) : (element, .dyn)
        case .map(let key, let value): shape.kind == .sort ? nil : (key, value)
        case .record: shape.kind == .sort ? nil : (.string, .dyn)
        default: nil
        }
    }

    private static func type(
        _ kind: Comprehension.Kind,
        _ range: CELType,
        _ key: CELType,
        _ body: CELType
    ) -> CELType {
        switch kind {
        case .all, .exists, .existsOne: .bool
        case .list: .list(body)
        case .map: if case .list = range { .map(.int, body) } else { .map(key, body) }
        case .mapEntries: if case .map = body { body } else { .anyMap }
        case .sort: range
        }
    }
}
