/// Why a text is no regular expression, or not one that can be matched in linear time.
public struct PatternError: Error, Sendable, Hashable {
    /// Fit for whoever wrote the expression.
    public let reason: String
    public init(_ reason: String) { self.reason = reason }
}

extension PatternError: CustomStringConvertible {
    public var description: String { reason }
}
