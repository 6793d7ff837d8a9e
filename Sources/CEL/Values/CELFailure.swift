/// Why an expression has no value for what it was given.
public enum CELFailure: Error, Sendable, Hashable {
    /// No function of that name takes values of these types.
    case noSuchOverload(String)
    case noSuchKey(String)
    /// Of a list, or of a character in a string.
    case invalidIndex(String)
    case divisionByZero
    /// A result that its type does not hold.
    case outOfRange(String)
    case invalidArgument(String)
    /// A key of a map that is neither bool, int, uint nor string.
    case unsupportedKey(String)
    case repeatedKey
    case unknownVariable(String)
    case unknownFunction(String)
    /// `value()` of an optional that has none.
    case noValue
    /// More than `ProgramLimits.cost`.
    case tooExpensive
    /// Values inside each other, more than `ProgramLimits.depth` of them.
    case tooDeep
}

extension CELFailure: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noSuchOverload(let what): "no such overload \(what)"
        case .noSuchKey(let key): "no such key: '\(key)'"
        case .invalidIndex(let what): what
        case .divisionByZero: "division by zero"
        case .outOfRange(let what): "\(what) out of range"
        case .invalidArgument(let what): what
        case .unsupportedKey(let type): "unsupported key type: \(type)"
        case .repeatedKey: "a key comes twice"
        case .unknownVariable(let name): "unknown variable '\(name)'"
        case .unknownFunction(let name): "unknown function '\(name)'"
        case .noValue: "the optional has no value"
        case .tooExpensive: "evaluation costs too much"
        case .tooDeep: "values are nested too deeply"
        }
    }
}
