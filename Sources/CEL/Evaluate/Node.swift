/// A part of a program, ready to be evaluated. `at` is where it stands in the text.
indirect enum Node: Sendable {
    case constant(CELValue)
    case variable(Int, at: Int)
    case local(Int)
    case failure(CELFailure, at: Int)
    case select(Node, String, at: Int)
    case optionalSelect(Node, String, at: Int)
    case has(Node, String, at: Int)
    case index(Node, Node, at: Int)
    case optionalIndex(Node, Node, at: Int)
    case and([Node], at: Int)
    case or([Node], at: Int)
    case not(Node, at: Int)
    case negate(Node, at: Int)
    case conditional(Node, Node, Node, at: Int)
    case equal(Node, Node, at: Int)
    case compare(Expression.Operator, Node, Node, at: Int)
    case contained(Node, Node, at: Int)
    case arithmetic(Expression.Operator, Node, Node, at: Int)
    case list([Element], at: Int)
    case map([Entry], at: Int)
    case unary(Function.Unary, Node, at: Int)
    case binary(Function.Binary, Node, Node, at: Int)
    case call(Function.Many, [Node], at: Int)
    /// Puts the value of the first where the second finds it.
    case bind(Int, Node, Node)
    /// Does so with what is inside an optional; `isFlat` when the second gives an optional itself.
    case optionalMap(Int, Node, Node, isFlat: Bool, at: Int)
    case comprehension(Comprehension)

    struct Element: Sendable {
        let node: Node
        let isOptional: Bool
    }
    struct Entry: Sendable {
        let key: Node
        let element: Element
    }

    var constant: CELValue? { if case .constant(let value) = self { value } else { nil } }
}

/// A macro that does something with each member of a list or a map.
struct Comprehension: Sendable {
    enum Kind: Sendable {
        case all, exists, existsOne, list, map, mapEntries, sort
    }
    let kind: Kind
    let range: Node
    /// Where the element or key is found; with `second`, the index or key, and there the value.
    let first: Int
    let second: Int?
    /// Members for which it is false are left out.
    let filter: Node?
    let body: Node
    let offset: Int
}
