public import JSON

/// The parameters of a tool or a prompt. Each property is an `@Argument`; the JSON Schema follows from them.
///
/// It may be the type of a parameter itself, and is an object there.
public protocol CallArguments: ToolParameter { init() }

public struct NoArguments: CallArguments { public init() {} }

extension CallArguments {
    public static var schema: JSONObject { ArgumentTable(Self.self).schema }
    public static var phrase: String { "an object" }

    /// Arguments as a client sent them; a parameter left out takes its default.
    public init(_ json: JSONValue) throws(ArgumentMistake) {
        guard let object = json.object ?? json.written?.object else { throw ArgumentMistake(Self.phrase) }
        self = try ArgumentTable.of(Self.self).read(object)
    }

    public var json: JSONValue {
        var object = JSONObject()
        for child in Mirror(reflecting: self).children {
            guard let name = child.label?.dropFirst(), let value = child.value as? any Parameter else { continue }
            object[String(name)] = value.heldJSON
        }
        return .object(object)
    }
}

/// Arguments as they came, for a tool that brings its own `inputSchema`.
extension JSONObject: CallArguments {
    public static var schema: JSONObject { ["type": "object"] }
    public init(_ json: JSONValue) throws(ArgumentMistake) {
        guard let object = json.object ?? json.written?.object else { throw ArgumentMistake(Self.phrase) }
        self = object
    }
    public var json: JSONValue { .object(self) }
}
