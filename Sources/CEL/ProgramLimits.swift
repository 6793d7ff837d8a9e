/// What an expression, and one evaluation of it, may cost.
public struct ProgramLimits: Sendable, Hashable {
    /// Longest expression, bytes.
    public var length = 8_192
    /// Parentheses, brackets, branches and the like inside each other.
    public var nesting = 64
    /// Operators in a row, selections in a row, and values inside each other.
    public var depth = 256
    /// Steps of one evaluation: parts of the expression, and the bytes and members that functions go through.
    public var cost = 100_000
    public init() {}
}
