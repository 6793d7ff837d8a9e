/// A function of the language: what it takes, and what it does.
struct Function: Sendable {
    /// With the name space in front: `math.abs`.
    let name: String
    /// Whether the first argument stands before the name: `text.size()`.
    let isMember: Bool
    /// All take as many arguments.
    let signatures: [Signature]
    let body: Body
    /// What is done once, when an argument is known already.
    var preparation: Preparation?

    typealias Unary = @Sendable (CELValue, inout Meter) throws(CELFailure) -> CELValue
    typealias Binary = @Sendable (CELValue, CELValue, inout Meter) throws(CELFailure) -> CELValue
    typealias Many = @Sendable ([CELValue], inout Meter) throws(CELFailure) -> CELValue

    /// Few arguments need no array.
    enum Body: Sendable {
        case unary(Unary)
        case binary(Binary)
        case many(Many)
    }

    enum Preparation: Sendable {
        /// A literal that this makes nothing of is an error of the expression.
        case literal
        /// The second argument is a regular expression.
        case pattern
        /// The second argument is a time zone.
        case zone(@Sendable (LocalTime) -> Int)
    }

    struct Signature: Sendable {
        let parameters: [CELType]
        let result: Result

        init(_ parameters: CELType..., to result: CELType) {
            self.parameters = parameters
            self.result = .fixed(result)
        }
        init(_ parameters: CELType..., to result: Result) {
            self.parameters = parameters
            self.result = result
        }

        /// Whether arguments of `types` may turn out to be what is taken.
        func accepts(_ types: [CELType]) -> Bool {
            guard zip(parameters, types).allSatisfy({ $0.accepts($1) }) else { return false }
            return switch result {
            case .either(let one, let other): types[one].accepts(types[other])
            case .insideOr(let place, let other): types[place].inside.accepts(types[other])
            default: true
            }
        }
    }

    /// The type of what comes out; the numbers are those of arguments.
    enum Result: Sendable {
        case fixed(CELType)
        case argument(Int)
        /// Of a list.
        case element(Int)
        case optional(Int)
        case optionalElement(Int)
        /// Of an optional.
        case inside(Int)
        /// Of the one optional or the other.
        case either(Int, Int)
        /// Of an optional or, without a value, of the other argument.
        case insideOr(Int, Int)
    }

    static func member(_ name: String, _ signatures: Signature..., body: @escaping Unary) -> Function {
        Function(name: name, isMember: true, signatures: signatures, body: .unary(body))
    }
    static func member(_ name: String, _ signatures: Signature..., body: @escaping Binary) -> Function {
        Function(name: name, isMember: true, signatures: signatures, body: .binary(body))
    }
    static func member(_ name: String, _ signatures: Signature..., body: @escaping Many) -> Function {
        Function(name: name, isMember: true, signatures: signatures, body: .many(body))
    }
    static func global(_ name: String, _ signatures: Signature..., body: @escaping Unary) -> Function {
        Function(name: name, isMember: false, signatures: signatures, body: .unary(body))
    }
    static func global(_ name: String, _ signatures: Signature..., body: @escaping Binary) -> Function {
        Function(name: name, isMember: false, signatures: signatures, body: .binary(body))
    }
    static func global(_ name: String, _ signatures: Signature..., body: @escaping Many) -> Function {
        Function(name: name, isMember: false, signatures: signatures, body: .many(body))
    }

    func preparing(_ preparation: Preparation) -> Function {
        var function = self
        function.preparation = preparation
        return function
    }

    /// Also as `f(x)` what is declared as `x.f()`.
    var alsoGlobal: [Function] {
        [self, Function(name: name, isMember: false, signatures: signatures, body: body, preparation: preparation)]
    }
}

extension Function.Result {
    func type(of arguments: [CELType]) -> CELType {
        switch self {
        case .fixed(let type): type
        case .argument(let place): arguments[place]
        case .element(let place): if case .list(let element) = arguments[place] { element } else { .dyn }
        case .optional(let place): .optional(arguments[place])
        case .optionalElement(let place):
            if case .list(let element) = arguments[place] { .optional(element) } else { .anyOptional }
        case .inside(let place): arguments[place].inside
        case .either(let one, let other): arguments[one].joined(with: arguments[other])
        case .insideOr(let place, let other): arguments[place].inside.joined(with: arguments[other])
        }
    }
}

extension CELType {
    /// Of an optional; `dyn` of everything else.
    fileprivate var inside: CELType { if case .optional(let inside) = self { inside } else { .dyn } }
}

extension Function: CustomStringConvertible {
    /// `string.endsWith(string)`, and the others after "or".
    var description: String {
        signatures.prefix(4).map { signature in
            let rest = signature.parameters.dropFirst(isMember ? 1 : 0).map(\.description).joined(separator: ", ")
            return (isMember ? "\(signature.parameters[0])." : "") + "\(name)(\(rest))"
        }.joined(separator: " or ")
    }
}
