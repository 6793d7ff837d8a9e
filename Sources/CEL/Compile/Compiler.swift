/// Turns what was written into what is evaluated, and finds what can never have a value.
struct Compiler {
    let variables: [String: CELType]
    let settings: ProgramSettings
    /// The variables that the expression uses.
    private(set) var used: [String] = []
    /// Of the variables that are records, what is selected: `request.path`; and `request` where all of it is taken.
    private(set) var reads: Set<String> = []
    /// The names that macros have introduced, the innermost last.
    private var scope: [Local] = []
    /// Places for their values.
    private(set) var localCount = 0

    private struct Local {
        let name: String
        let place: Int
        let type: CELType
    }

    struct Typed {
        let node: Node
        let type: CELType
    }

    init(_ variables: [String: CELType], _ settings: ProgramSettings) {
        self.variables = variables
        self.settings = settings
    }

    mutating func compile(_ expression: Expression) throws(CELError.Problem) -> Typed {
        switch expression.form {
        case .literal(let value): return Typed(node: .constant(value), type: value.type)
        case .name(let name, let isRooted): return try self.name(name, isRooted, expression)
        case .select(let base, let name, let isOptional, _):
            if let resolved = resolved(expression) { return resolved }
            return try select(name, of: base, isOptional, expression.offset)
        case .index(let base, let index, let isOptional):
            return try self.index(base, index, isOptional, expression.offset)
        case .call(let name, let base, let arguments, let isRooted):
            return try call(Call(name, on: base, arguments, isRooted, expression.offset))
        case .operation(let operation, let operands): return try self.operation(operation, operands, expression.offset)
        case .list(let elements): return try list(elements, expression.offset)
        case .map(let entries): return try map(entries, expression.offset)
        }
    }

    /// Inside, `name` stands for what a macro puts at the place that is given.
    mutating func with<Result>(
        _ name: String,
        of type: CELType,
        _ body: (inout Compiler, _ place: Int) throws(CELError.Problem) -> Result
    ) throws(CELError.Problem) -> Result {
        let place = localCount
        localCount += 1
        scope.append(Local(name: name, place: place, type: type))
        defer { scope.removeLast() }
        return try body(&self, place)
    }

    func isLocal(_ name: Substring) -> Bool { scope.contains { $0.name == name } }

    /// Without the check of types, what is wrong is found when it is evaluated.
    func problem(_ message: String, at offset: Int, _ failure: CELFailure) throws(CELError.Problem) -> Typed {
        guard settings.checksTypes else { return Typed(node: .failure(failure, at: offset), type: .dyn) }
        throw CELError.Problem(message, at: offset, failure)
    }
}

extension Compiler {
    private mutating func name(
        _ name: String,
        _ isRooted: Bool,
        _ expression: Expression
    ) throws(CELError.Problem) -> Typed {
        if !isRooted, let local = scope.last(where: { $0.name == name }) {
            return Typed(node: .local(local.place), type: local.type)
        }
        if let resolved = resolved(expression) { return resolved }
        let known = Array(variables.keys) + scope.map(\.name)
        let hint = Library.functions[name] == nil ? Suggestion.text(for: name, among: known) : "; \(name) is a function"
        return try problem("unknown variable '\(name)'\(hint)", at: expression.offset, .unknownVariable(name))
    }

    /// A variable or type whose whole name, with its dots, this is: first in the container, then in those around it.
    private mutating func resolved(_ expression: Expression) -> Typed? {
        guard let qualified = expression.qualifiedName, let root = expression.root else { return nil }
        if !root.isRooted, isLocal(root.name[...]) { return nil }
        for candidate in candidates(qualified, root.isRooted) {
            if let type = variables[candidate] {
                if case .record = type { reads.insert(candidate) }
                return Typed(node: .variable(place(of: candidate), at: expression.offset), type: type)
            }
            if let type = CELType.named[candidate] { return Typed(node: .constant(.type(type)), type: .type) }
        }
        return nil
    }

    private func candidates(_ name: String, _ isRooted: Bool) -> [String] {
        guard !isRooted, !settings.container.isEmpty else { return [name] }
        let parts = settings.container.split(separator: ".")
        return (0...parts.count).reversed().map { (parts[..<$0] + [name[...]]).joined(separator: ".") }
    }

    private mutating func place(of name: String) -> Int {
        if let place = used.firstIndex(of: name) { return place }
        used.append(name)
        return used.count - 1
    }

    private mutating func select(
        _ name: String,
        of base: Expression,
        _ isOptional: Bool,
        _ offset: Int
    ) throws(CELError.Problem) -> Typed {
        let base = try self.base(of: name, base)
        guard let type = try memberType(name, of: base.type, offset) else {
            return try problem(
                "a value of type \(base.type) has no '\(name)'",
                at: offset,
                .noSuchOverload("to select '\(name)' from \(base.type)")
            )
        }
        if isOptional {
            let isNested = if case .optional = base.type { true } else { false }
            return Typed(node: .optionalSelect(base.node, name, at: offset), type: isNested ? type : .optional(type))
        }
        return Typed(node: .select(base.node, name, at: offset), type: type)
    }

    /// What a member is selected from.
    mutating func base(of name: String, _ base: Expression) throws(CELError.Problem) -> Typed {
        let known = reads
        let typed = try compile(base)
        // The variable itself is not taken, only a part of it.
        if case .variable(let place, _) = typed.node, case .record = typed.type {
            reads = known.union([used[place] + "." + name])
        }
        return typed
    }

    /// `nil` for a type that has no members.
    func memberType(_ name: String, of type: CELType, _ offset: Int) throws(CELError.Problem) -> CELType? {
        switch type {
        case .dyn: return .dyn
        case .map(let key, let value): return key.accepts(.string) ? value : nil
        case .record(let members):
            if let type = members[name] { return type }
            guard settings.checksTypes else { return .dyn }
            throw CELError.Problem(
                "there is no '\(name)' here\(Suggestion.text(for: name, among: members.keys))",
                at: offset
            )
        case .optional(let inside): return try memberType(name, of: inside, offset).map { .optional($0) }
        default: return nil
        }
    }

    private mutating func index(
        _ base: Expression,
        _ index: Expression,
        _ isOptional: Bool,
        _ offset: Int
    ) throws(CELError.Problem) -> Typed {
        let base = try compile(base)
        let index = try compile(index)
        guard let type = Self.elementType(of: base.type, at: index.type) else {
            return try problem(
                "a value of type \(base.type) has no index of type \(index.type)",
                at: offset,
                .noSuchOverload("of [] for \(base.type) and \(index.type)")
            )
        }
        let isNested = if case .optional = base.type { true } else { false }
        return isOptional
            ? Typed(node: .optionalIndex(base.node, index.node, at: offset), type: isNested ? type : .optional(type))
            : Typed(node: .index(base.node, index.node, at: offset), type: type)
    }

    private static func elementType(of type: CELType, at index: CELType) -> CELType? {
        switch type {
        case .dyn: .dyn
        case .list(let element): CELType.int.accepts(index) ? element : nil
        case .map(let key, let value): key.accepts(index) ? value : nil
        case .record: CELType.string.accepts(index) ? .dyn : nil
        case .optional(let inside): elementType(of: inside, at: index).map { .optional($0) }
        default: nil
        }
    }
}

extension Expression {
    /// The first of names one after the other.
    var root: (name: String, isRooted: Bool)? {
        switch form {
        case .name(let name, let isRooted): (name, isRooted)
        case .select(let base, _, _, _): base.root
        default: nil
        }
    }
}
