/// How an expression is compiled.
public struct ProgramSettings: Sendable {
    public var limits = ProgramLimits()
    /// The time zones that have names.
    public var zones = TimeZoneTable.empty
    /// The name space in which names are looked up first: `x` in `a.b` is `a.b.x`, `a.x` or `x`.
    public var container = ""
    /// Whether what can never have a value is an error of the expression. Without, it is one of each evaluation.
    public var checksTypes = true
    public init() {}
}
