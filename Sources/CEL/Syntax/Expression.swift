/// A part of an expression as it was written.
struct Expression: Sendable {
    let form: Form
    /// In the text, bytes from its start: of the operator, for operators.
    let offset: Int
    /// Parts inside each other, itself included.
    let depth: Int

    struct Element: Sendable {
        let value: Expression
        /// Left out when it is an optional without value.
        let isOptional: Bool
    }
    struct Entry: Sendable {
        let key: Expression
        let element: Element
    }

    indirect enum Form: Sendable {
        case literal(CELValue)
        /// `isRooted` with a dot in front: no local name, and no container.
        case name(String, isRooted: Bool)
        case select(Expression, String, isOptional: Bool, isQuoted: Bool)
        case index(Expression, Expression, isOptional: Bool)
        case call(String, on: Expression?, [Expression], isRooted: Bool)
        case operation(Operator, [Expression])
        case list([Element])
        case map([Entry])
    }

    enum Operator: String, Sendable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case contained = "in"
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case remainder = "%"
        case not = "!"
        case negate = "unary -"
        case and = "&&"
        case or = "||"
        case conditional = "?:"
    }

    init(_ form: Form, at offset: Int) {
        self.form = form
        self.offset = offset
        depth = 1 + (form.parts.lazy.map(\.depth).max() ?? 0)
    }

    /// `a.b.c` for names one after the other.
    var qualifiedName: String? {
        switch form {
        case .name(let name, _): name
        case .select(let base, let name, isOptional: false, isQuoted: false): base.qualifiedName.map { $0 + "." + name }
        default: nil
        }
    }
}

extension Expression.Form {
    fileprivate var parts: [Expression] {
        switch self {
        case .literal, .name: []
        case .select(let base, _, _, _): [base]
        case .index(let base, let index, _): [base, index]
        case .call(_, on: let base, let arguments, _): arguments + (base.map { [$0] } ?? [])
        case .operation(_, let operands): operands
        case .list(let elements): elements.map(\.value)
        case .map(let entries): entries.flatMap { [$0.key, $0.element.value] }
        }
    }
}
