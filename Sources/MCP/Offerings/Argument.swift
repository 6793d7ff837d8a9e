internal import JSON

/// One parameter of a tool or a prompt: its type, its description, and its default.
///
/// While arguments are being read, each `Argument` takes its value from the `ArgumentSource` as it is made.
@propertyWrapper
public struct Argument<Value: ToolParameter>: Sendable {
    @usableFromInline let summary: String
    @usableFromInline let header: String?
    @usableFromInline var value: Value?
    /// Held while the declaration is being read, not during calls.
    @usableFromInline let rules: ArgumentRules?

    @inlinable public var wrappedValue: Value {
        get {
            guard let value else { preconditionFailure("an argument without a default was read before it was set") }
            return value
        }
        set { value = newValue }
    }

    /// A parameter that may be left out: `@Argument("How often") var times = 1`.
    ///
    /// - Parameter header: the `x` of `Mcp-Param-x`, where clients repeat the value (2026-07-28, "x-mcp-header").
    @inlinable public init(wrappedValue: @autoclosure () -> Value, _ summary: String, header: String? = nil) {
        self.summary = summary
        self.header = header
        rules = nil
        if let source = ArgumentSource.ambient {
            value = source.next(summary, hasDefault: true) { wrappedValue() }
        } else {
            value = wrappedValue()
        }
    }

    /// A parameter without a default: `@Argument("Whom to greet") var name: String`.
    @inlinable public init(_ summary: String, header: String? = nil) {
        self.summary = summary
        self.header = header
        rules = nil
        value = ArgumentSource.ambient?.next(summary, hasDefault: false) { nil }
    }
}

/// What can be asked of an `Argument` without knowing its type.
protocol Parameter {
    var summary: String { get }
    var header: String? { get }
    var schema: JSONObject { get }
    var isRequired: Bool { get }
    var rules: ArgumentRules? { get }
    /// Mirrored arguments within an object.
    var nested: [MirroredArgument] { get }
    var heldJSON: JSONValue? { get }
}

extension Argument: Parameter {
    var isRequired: Bool { value == nil && Value.absent == nil }
    var heldJSON: JSONValue? { value?.json }

    var schema: JSONObject {
        var schema = Value.schema
        for rule in rules?.keywords.members ?? [] { schema[rule.key] = rule.value }
        schema["description"] = .string(summary)
        if let value, Value.absent == nil { schema["default"] = value.json }
        if let header { schema["x-mcp-header"] = .string(header) }
        return schema
    }

    var nested: [MirroredArgument] {
        guard let type = Value.self as? any CallArguments.Type else { return [] }
        return Self.table(of: type).mirrored
    }
    private static func table<Arguments: CallArguments>(of type: Arguments.Type) -> ArgumentTable { .of(type) }
}
