public import JSON

/// A type that a parameter can have.
public protocol ToolParameter: Sendable {
    /// The JSON Schema of its values.
    static var schema: JSONObject { get }
    /// What an error message asks for, such as `a string`.
    static var phrase: String { get }
    /// The value of a parameter that was left out and has no default; `nil` when it may not be left out.
    static var absent: Self? { get }

    init(_ json: JSONValue) throws(ArgumentMistake)
    var json: JSONValue { get }
}

extension ToolParameter {
    @inlinable public static var absent: Self? { nil }
}

extension String: ToolParameter {
    public static var schema: JSONObject { ["type": "string"] }
    @inlinable public static var phrase: String { "a string" }
    @inlinable public init(_ json: JSONValue) throws(ArgumentMistake) {
        guard case .string(let value) = json else { throw ArgumentMistake(Self.phrase) }
        self = value
    }
    public var json: JSONValue { .string(self) }
}

extension Bool: ToolParameter {
    public static var schema: JSONObject { ["type": "boolean"] }
    @inlinable public static var phrase: String { "true or false" }
    @inlinable public init(_ json: JSONValue) throws(ArgumentMistake) {
        guard case .bool(let value) = json else { throw ArgumentMistake(Self.phrase) }
        self = value
    }
    public var json: JSONValue { .bool(self) }
}

extension Int: ToolParameter {
    public static var schema: JSONObject { ["type": "integer"] }
    @inlinable public static var phrase: String { "an integer" }
    /// `42.0` is an integer (JSON Schema 2020-12 §6.1.1).
    @inlinable public init(_ json: JSONValue) throws(ArgumentMistake) {
        switch json {
        case .int(let value): self = value
        case .double(let value):
            guard let value = Int(exactly: value) else { throw ArgumentMistake(Self.phrase) }
            self = value
        default: throw ArgumentMistake(Self.phrase)
        }
    }
    public var json: JSONValue { .int(self) }
}

extension Double: ToolParameter {
    public static var schema: JSONObject { ["type": "number"] }
    @inlinable public static var phrase: String { "a number" }
    @inlinable public init(_ json: JSONValue) throws(ArgumentMistake) {
        switch json {
        case .int(let value): self = Double(value)
        case .double(let value): self = value
        case .digits(let text):
            guard let value = Double(text), value.isFinite else { throw ArgumentMistake(Self.phrase) }
            self = value
        default: throw ArgumentMistake(Self.phrase)
        }
    }
    public var json: JSONValue { .double(self) }
}

/// Any JSON at all.
extension JSONValue: ToolParameter {
    public static var schema: JSONObject { [:] }
    @inlinable public static var phrase: String { "a JSON value" }
    @inlinable public init(_ json: JSONValue) throws(ArgumentMistake) { self = json }
    public var json: JSONValue { self }
}

extension JSONValue {
    /// The value that a text holds: models write arrays and objects as texts at times.
    @usableFromInline var written: JSONValue? { string.flatMap { try? JSONValue(parsing: $0) } }
}

extension Array: ToolParameter where Element: ToolParameter {
    public static var schema: JSONObject { ["type": "array", "items": .object(Element.schema)] }
    @inlinable public static var phrase: String { "an array" }
    @inlinable public init(_ json: JSONValue) throws(ArgumentMistake) {
        guard let values = json.array ?? json.written?.array else { throw ArgumentMistake(Self.phrase) }
        self = []
        reserveCapacity(values.count)
        for value in values {
            do throws(ArgumentMistake) {
                append(try Element(value))
            } catch {
                throw error.within("[\(count)]")
            }
        }
    }
    public var json: JSONValue { .array(map(\.json)) }
}

/// A parameter that may be left out or be `null`.
extension Optional: ToolParameter where Wrapped: ToolParameter {
    public static var schema: JSONObject { Wrapped.schema }
    @inlinable public static var phrase: String { Wrapped.phrase }
    @inlinable public static var absent: Self? { .some(nil) }
    @inlinable public init(_ json: JSONValue) throws(ArgumentMistake) {
        if case .null = json { self = nil } else { self = try Wrapped(json) }
    }
    public var json: JSONValue { self?.json ?? .null }
}

/// `enum Tone: String, CaseIterable, ToolParameter`: one of its cases.
extension ToolParameter where Self: RawRepresentable & CaseIterable, RawValue == String {
    public static var schema: JSONObject { ["type": "string", "enum": .array(allCases.map { .string($0.rawValue) })] }
    @inlinable public static var phrase: String {
        "one of " + allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
    @inlinable public init(_ json: JSONValue) throws(ArgumentMistake) {
        guard case .string(let text) = json, let value = Self(rawValue: text) else {
            throw ArgumentMistake(Self.phrase)
        }
        self = value
    }
    public var json: JSONValue { .string(rawValue) }
}
