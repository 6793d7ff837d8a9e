private import Pattern

extension Compiler {
    mutating func call(_ call: Call) throws(CELError.Problem) -> Typed {
        if let macro = try macro(call) { return macro }
        guard let base = call.base else { return try function(call.name, isMember: false, call.arguments, call) }
        if let name = call.qualifiedName, let root = base.root, root.isRooted || !isLocal(root.name[...]),
            Library.hasGlobal(name)
        {
            return try function(name, isMember: false, call.arguments, call)
        }
        return try function(call.name, isMember: true, [base] + call.arguments, call)
    }

    private mutating func function(
        _ name: String,
        isMember: Bool,
        _ arguments: [Expression],
        _ call: Call
    ) throws(CELError.Problem) -> Typed {
        let named = Library.functions(named: name, isMember: isMember)
        if name == "math.greatest" || name == "math.least", arguments.count > 1 {
            let list = try list(arguments.map { Expression.Element(value: $0, isOptional: false) }, call.offset)
            return try apply(named[0], [list], arguments, call)
        }
        var typed: [Typed] = []
        for argument in arguments { typed.append(try compile(argument)) }
        guard let function = named.first(where: { $0.arity == arguments.count }) else {
            let failure: CELFailure =
                named.isEmpty && Library.functions[name] == nil ? .unknownFunction(name) : .noSuchOverload("of \(name)")
            return try problem(unknown(name, isMember, named), at: call.offset, failure)
        }
        return try apply(function, typed, arguments, call)
    }

    private func unknown(_ name: String, _ isMember: Bool, _ named: [Function]) -> String {
        if !named.isEmpty {
            return "\(name) is called as \(named.map(\.description).joined(separator: " or "))"
        }
        if let other = Library.functions(named: name, isMember: !isMember).first {
            return "\(name) is called as \(other)"
        }
        let known = Library.functions.filter { $0.value.contains { $0.isMember == isMember } }.keys
        return "unknown function '\(name)'" + Suggestion.text(for: name, among: Array(known) + Self.macros)
    }

    private func apply(
        _ function: Function,
        _ typed: [Typed],
        _ arguments: [Expression],
        _ call: Call
    ) throws(CELError.Problem) -> Typed {
        let types = typed.map(\.type)
        let nodes = typed.map(\.node)
        let matching = function.signatures.filter { $0.accepts(types) }
        guard let first = matching.first else {
            let given = types.map(\.description).joined(separator: ", ")
            return try problem(
                "'\(function.name)' does not take (\(given)); it is \(function)",
                at: call.offset,
                .noSuchOverload("of \(function.name) for (\(given))")
            )
        }
        let results = Set(matching.map { $0.result.type(of: types) })
        let type = results.count == 1 ? first.result.type(of: types) : .dyn
        let body = try body(of: function, nodes, arguments)
        let called = folded(Typed(node: Node(body, nodes, at: call.offset), type: type), nodes)
        if settings.checksTypes, case .literal? = function.preparation, called.node.constant == nil,
            let constant = nodes[0].constant
        {
            try checkLiteral(constant, body, call.offset)
        }
        return called
    }

    /// What is no timestamp now will never be one.
    private func checkLiteral(_ value: CELValue, _ body: Function.Body, _ offset: Int) throws(CELError.Problem) {
        guard case .unary(let convert) = body else { return }
        var meter = Meter(settings.limits)
        do throws(CELFailure) {
            _ = try convert(value, &meter)
        } catch {
            throw CELError.Problem(error.description, at: offset, error)
        }
    }

    /// The function, with what is known of its arguments worked out.
    private func body(
        of function: Function,
        _ nodes: [Node],
        _ arguments: [Expression]
    ) throws(CELError.Problem) -> Function.Body {
        switch function.preparation {
        case .pattern:
            guard case .string(let text)? = nodes[1].constant else { return function.body }
            let pattern = try Self.pattern(text, at: arguments[1].offset)
            return .unary { (subject, meter) throws(CELFailure) in
                .bool(try pattern.matches(try subject.asString(), &meter))
            }
        case .zone(let field): return try zoned(field, nodes[1].constant, arguments[1].offset)
        default: return function.body
        }
    }

    private static func pattern(_ text: String, at offset: Int) throws(CELError.Problem) -> Pattern {
        do throws(PatternError) {
            return try Pattern(text, limits: PatternLimits())
        } catch {
            throw CELError.Problem("bad regular expression: \(error)", at: offset, .invalidArgument(error.reason))
        }
    }

    private func zoned(
        _ field: @escaping @Sendable (LocalTime) -> Int,
        _ zone: CELValue?,
        _ offset: Int
    ) throws(CELError.Problem) -> Function.Body {
        guard case .string(let name)? = zone else {
            let table = settings.zones
            return .binary { (moment, zone, meter) throws(CELFailure) in
                let name = try zone.asString()
                try meter.charge(1_000)
                guard let rules = table.rules(for: name) else { throw .invalidArgument("unknown time zone '\(name)'") }
                return .int(field(try LocalTime(moment, rules)))
            }
        }
        guard let rules = settings.zones.rules(for: name) else {
            throw CELError.Problem(
                "unknown time zone '\(name)'",
                at: offset,
                .invalidArgument("unknown time zone '\(name)'")
            )
        }
        return .unary { (moment, _) throws(CELFailure) in .int(field(try LocalTime(moment, rules))) }
    }
}

extension Function {
    var arity: Int { signatures.first?.parameters.count ?? 0 }
}

extension Node {
    /// A body that takes fewer arguments than there are knows the others already.
    fileprivate init(_ body: Function.Body, _ nodes: [Node], at offset: Int) {
        self =
            switch body {
            case .unary(let function): .unary(function, nodes[0], at: offset)
            case .binary(let function): .binary(function, nodes[0], nodes[1], at: offset)
            case .many(let function): .call(function, nodes, at: offset)
            }
    }
}
