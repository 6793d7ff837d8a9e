/// One JSON value. Objects keep the order of their members.
///
/// What a number is follows from how it is written: without fraction and exponent it is an `int`, or `digits` beyond 64
/// bits; with either, or as `-0`, it is a `double` if the fewest digits that tell that double apart from its neighbours
/// have the value that was written, and `digits` otherwise. So `1` and `1.0` stay two things, the value of a number never
/// changes on its way through, and only the way to write a `double` does (`1e2` becomes `100.0`).
///
/// There is deliberately no `nil` literal: `value ?? nil` would silently become `.null`.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    /// A number that neither `Int` nor `Double` holds exactly, as it was written. Whoever makes one vouches that it is a
    /// number of JSON: it is written as it is.
    case digits(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .int(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { JSONObject.Member($0.0, $0.1) }))
    }
}

extension JSONValue {
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    public var int: Int? { if case .int(let value) = self { value } else { nil } }
    public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    /// The member `key` of an object; `nil` for everything else.
    public subscript(key: String) -> JSONValue? { object?[key] }
}
