/// Reads an expression by the grammar of the language.
struct Parser {
    private let tokens: [Token]
    private var place = 0
    private var nesting = 0
    private let limits: ProgramLimits

    static func expression(_ text: String, _ limits: ProgramLimits) throws(CELError.Problem) -> Expression {
        guard text.utf8.count <= limits.length else {
            throw CELError.Problem("the expression is longer than \(limits.length) bytes", at: limits.length)
        }
        var parser = Parser(tokens: try Lexer.tokens(of: text), limits: limits)
        let expression = try parser.expression()
        guard parser.token.kind == .end else { throw parser.unexpected("an operator") }
        return expression
    }

    private init(tokens: [Token], limits: ProgramLimits) {
        self.tokens = tokens
        self.limits = limits
    }

    /// The last is `end`, and stays.
    var token: Token { tokens[min(place, tokens.count - 1)] }

    mutating func expression() throws(CELError.Problem) -> Expression {
        try enter()
        defer { nesting -= 1 }
        let condition = try chain(.or)
        let offset = token.offset
        guard take(.question) else { return condition }
        let good = try chain(.or)
        try expect(.colon)
        return try make(.operation(.conditional, [condition, good, try expression()]), at: offset)
    }

    /// Operands in a row are one operation, however many.
    private mutating func chain(_ operation: Expression.Operator) throws(CELError.Problem) -> Expression {
        var operands = [try chainOperand(operation)]
        let offset = token.offset
        while takeConnective(operation) { operands.append(try chainOperand(operation)) }
        return operands.count == 1 ? operands[0] : try make(.operation(operation, operands), at: offset)
    }

    private mutating func chainOperand(_ operation: Expression.Operator) throws(CELError.Problem) -> Expression {
        operation == .or ? try chain(.and) : try binary(1)
    }

    /// Also as a word: behind an operand a name would stand for nothing.
    private mutating func takeConnective(_ operation: Expression.Operator) -> Bool {
        take(operation == .or ? .or : .and) || take(word: operation == .or ? "or" : "and")
    }

    /// Relations, sums, products: by how tightly they bind, from 1 to 3.
    private mutating func binary(_ level: Int) throws(CELError.Problem) -> Expression {
        guard level <= 3 else { return try unary() }
        var left = try binary(level + 1)
        while let operation = Self.operations(level, token.kind) {
            let offset = token.offset
            place += 1
            left = try make(.operation(operation, [left, try binary(level + 1)]), at: offset)
        }
        return left
    }

    private static func operations(_ level: Int, _ kind: Token.Kind) -> Expression.Operator? {
        switch (level, kind) {
        case (1, .symbol(.equal)): .equal
        case (1, .symbol(.notEqual)): .notEqual
        case (1, .symbol(.less)): .less
        case (1, .symbol(.lessOrEqual)): .lessOrEqual
        case (1, .symbol(.greater)): .greater
        case (1, .symbol(.greaterOrEqual)): .greaterOrEqual
        case (1, .name("in")): .contained
        case (2, .symbol(.plus)): .add
        case (2, .symbol(.minus)): .subtract
        case (3, .symbol(.times)): .multiply
        case (3, .symbol(.divide)): .divide
        case (3, .symbol(.remainder)): .remainder
        default: nil
        }
    }

    private mutating func unary() throws(CELError.Problem) -> Expression {
        let offset = token.offset
        if take(.not) {
            var count = 1
            while take(.not) { count += 1 }
            let operand = try member()
            // Two of them check that the operand is a bool.
            let inner = try make(.operation(.not, [operand]), at: offset)
            return count.isMultiple(of: 2) ? try make(.operation(.not, [inner]), at: offset) : inner
        }
        guard take(.minus) else { return try member() }
        var count = 1
        while take(.minus) { count += 1 }
        return try negated(count, at: offset)
    }

    /// The innermost sign is a part of a number, so that there is a least one.
    private mutating func negated(_ count: Int, at offset: Int) throws(CELError.Problem) -> Expression {
        var left = count
        let operand: Expression
        if let literal = negativeLiteral() {
            place += 1
            left -= 1
            operand = try members(of: Expression(.literal(literal), at: offset))
        } else {
            operand = try member()
        }
        guard left > 0 else { return operand }
        let inner = try make(.operation(.negate, [operand]), at: offset)
        return left.isMultiple(of: 2) ? try make(.operation(.negate, [inner]), at: offset) : inner
    }

    private func negativeLiteral() -> CELValue? {
        switch token.kind {
        case .int(let magnitude) where magnitude <= Int.min.magnitude:
            .int(Int(truncatingIfNeeded: 0 &- magnitude))
        case .double(let value): .double(-value)
        default: nil
        }
    }
}

extension Parser {
    mutating func enter() throws(CELError.Problem) {
        nesting += 1
        guard nesting <= limits.nesting else {
            throw CELError.Problem("more than \(limits.nesting) parts inside each other", at: token.offset)
        }
    }

    func make(_ form: Expression.Form, at offset: Int) throws(CELError.Problem) -> Expression {
        let expression = Expression(form, at: offset)
        guard expression.depth <= limits.depth else {
            throw CELError.Problem("more than \(limits.depth) operators and selections in a row", at: offset)
        }
        return expression
    }

    mutating func advance() -> Token {
        let token = token
        place += 1
        return token
    }

    mutating func take(_ symbol: Token.Symbol) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        place += 1
        return true
    }

    private mutating func take(word: String) -> Bool {
        guard token.kind == .name(word) else { return false }
        place += 1
        return true
    }

    mutating func expect(_ symbol: Token.Symbol) throws(CELError.Problem) {
        guard take(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
    }

    func unexpected(_ expected: String) -> CELError.Problem {
        if case .name(let name) = token.kind, let hint = Self.hints[name] {
            return CELError.Problem(hint, at: token.offset)
        }
        return CELError.Problem("expected \(expected), not \(token.description)", at: token.offset)
    }

    private static let hints = [
        "not": "'not' is no operator; not is !, and a not in b is !(a in b)",
        "is": "'is' is no operator; equality is ==",
        "if": "there is no 'if'; a choice is condition ? this : that",
        "else": "there is no 'else'; a choice is condition ? this : that",
    ]
}
