public import JSON

/// A range that a number, a length or a count must lie in: `1...10`, `0.5...1`, `1...`, `...80`.
public protocol ArgumentRange: Sendable {
    /// The smallest and the greatest value, as numbers of JSON.
    var ends: (lower: JSONValue?, upper: JSONValue?) { get }
}

/// A number that can end a range of arguments.
public protocol ArgumentNumber: ToolParameter, Comparable {}
extension Int: ArgumentNumber {}
extension Double: ArgumentNumber {}

extension ClosedRange: ArgumentRange where Bound: ArgumentNumber {
    public var ends: (lower: JSONValue?, upper: JSONValue?) { (lowerBound.json, upperBound.json) }
}
extension PartialRangeFrom: ArgumentRange where Bound: ArgumentNumber {
    public var ends: (lower: JSONValue?, upper: JSONValue?) { (lowerBound.json, nil) }
}
extension PartialRangeThrough: ArgumentRange where Bound: ArgumentNumber {
    public var ends: (lower: JSONValue?, upper: JSONValue?) { (nil, upperBound.json) }
}

extension JSONValue {
    /// Whether a number is smaller than another; `nil` where one of them is none.
    func isLess(than other: JSONValue) -> Bool? {
        if case .int(let left) = self, case .int(let right) = other { return left < right }
        guard let left = number, let right = other.number else { return nil }
        return left < right
    }

    private var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        case .digits(let text): Double(text)
        default: nil
        }
    }
}
