/// What an expression may cost.
public struct PatternLimits: Sendable, Hashable {
    /// Longest expression, bytes.
    public var length = 4_096
    /// Most memory for the program and what is remembered while matching, bytes. `.{1,1000}` takes about 0.4 MB.
    public var memory = 1 << 20
    public init() {}
}
