extension Parser {
    mutating func member() throws(CELError.Problem) -> Expression { try members(of: primary()) }

    /// Selections, indices and calls behind `base`.
    mutating func members(of base: Expression) throws(CELError.Problem) -> Expression {
        var base = base
        while true {
            let offset = token.offset
            if take(.dot) {
                base = try selection(of: base, at: offset)
            } else if take(.openBracket) {
                let isOptional = take(.question)
                let index = try expression()
                try expect(.closeBracket)
                base = try make(.index(base, index, isOptional: isOptional), at: offset)
            } else if token.kind == .symbol(.openBrace), base.qualifiedName != nil {
                throw CELError.Problem("messages are not supported; a map is {'key': value}", at: offset)
            } else {
                return base
            }
        }
    }

    private mutating func selection(of base: Expression, at offset: Int) throws(CELError.Problem) -> Expression {
        let isOptional = take(.question)
        switch advance().kind {
        case .quotedName(let name):
            return try make(.select(base, name, isOptional: isOptional, isQuoted: true), at: offset)
        case .name(let name) where !Self.literals.contains(name):
            guard !isOptional, take(.openParenthesis) else {
                return try make(.select(base, name, isOptional: isOptional, isQuoted: false), at: offset)
            }
            let arguments = try list(until: .closeParenthesis)
            return try make(.call(name, on: base, arguments, isRooted: false), at: offset)
        default: throw CELError.Problem("expected a name behind '.'", at: offset)
        }
    }

    private mutating func primary() throws(CELError.Problem) -> Expression {
        let offset = token.offset
        switch token.kind {
        case .int(let magnitude):
            guard let value = Int(exactly: magnitude) else {
                throw CELError.Problem("the number is too large for an int; a uint is \(magnitude)u", at: offset)
            }
            return literal(.int(value))
        case .uint(let value): return literal(.uint(value))
        case .double(let value): return literal(.double(value))
        case .string(let text): return literal(.string(text))
        case .bytes(let bytes): return literal(.bytes(bytes))
        case .name(let name): return try named(name, at: offset, isRooted: false)
        case .symbol(.dot):
            _ = advance()
            guard case .name(let name) = token.kind else { throw unexpected("a name") }
            return try named(name, at: offset, isRooted: true)
        case .symbol(.openParenthesis), .symbol(.openBracket), .symbol(.openBrace): return try bracketed(at: offset)
        default: throw unexpected("a value")
        }
    }

    private mutating func bracketed(at offset: Int) throws(CELError.Problem) -> Expression {
        switch advance().kind {
        case .symbol(.openParenthesis):
            let inside = try expression()
            try expect(.closeParenthesis)
            return inside
        case .symbol(.openBracket): return try make(.list(try elements()), at: offset)
        default: return try make(.map(try entries()), at: offset)
        }
    }

    private mutating func literal(_ value: CELValue) -> Expression { Expression(.literal(value), at: advance().offset) }

    private mutating func named(_ name: String, at offset: Int, isRooted: Bool) throws(CELError.Problem) -> Expression {
        switch name {
        case "true" where !isRooted: return literal(.bool(true))
        case "false" where !isRooted: return literal(.bool(false))
        case "null" where !isRooted: return literal(.null)
        case _ where Self.literals.contains(name): throw unexpected("a value")
        case _ where Self.reserved.contains(name):
            throw CELError.Problem("'\(name)' is reserved, and no name of a variable", at: offset)
        default: break
        }
        _ = advance()
        guard take(.openParenthesis) else { return Expression(.name(name, isRooted: isRooted), at: offset) }
        return try make(
            .call(name, on: nil, try list(until: .closeParenthesis), isRooted: isRooted),
            at: offset
        )
    }

    private mutating func list(until end: Token.Symbol) throws(CELError.Problem) -> [Expression] {
        if take(end) { return [] }
        var list: [Expression] = []
        repeat { list.append(try expression()) } while take(.comma)
        try expect(end)
        return list
    }

    /// A comma may stand behind the last.
    private mutating func elements() throws(CELError.Problem) -> [Expression.Element] {
        var elements: [Expression.Element] = []
        while !take(.closeBracket) {
            let isOptional = take(.question)
            elements.append(Expression.Element(value: try expression(), isOptional: isOptional))
            if !take(.comma) {
                try expect(.closeBracket)
                break
            }
        }
        return elements
    }

    private mutating func entries() throws(CELError.Problem) -> [Expression.Entry] {
        var entries: [Expression.Entry] = []
        while !take(.closeBrace) {
            let isOptional = take(.question)
            let key = try expression()
            try expect(.colon)
            let element = Expression.Element(value: try expression(), isOptional: isOptional)
            entries.append(Expression.Entry(key: key, element: element))
            if !take(.comma) {
                try expect(.closeBrace)
                break
            }
        }
        return entries
    }

    private static let literals: Set = ["true", "false", "null", "in"]
    private static let reserved: Set = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]
}
