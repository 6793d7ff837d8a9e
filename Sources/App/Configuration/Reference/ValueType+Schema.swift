import JSON
import TOML

extension ValueType {
    /// What a string must have in it to stand for another type, or for a text that a pattern would refuse.
    private static let variable = #"\$\{[A-Za-z_][A-Za-z0-9_]*\}"#
    private static let sizePattern = "^[0-9]+ *(([KMGkmg][Ii]?)?[Bb])?$"
    private static let durationPattern = [
        #"^([0-9]+(\.[0-9]+)?(ns|us|µs|μs|ms|s|m|h))+$"#, #"^[0-9]+(\.[0-9]+)?$"#,
        #"^P([0-9]+(\.[0-9]+)?[WD])+$"#, #"^P([0-9]+(\.[0-9]+)?[WD])*T([0-9]+(\.[0-9]+)?[HMS])+$"#,
    ].joined(separator: "|")

    /// The JSON Schema (draft-07) of the values: those that could be right, with every spelling.
    var schema: JSONObject {
        switch self {
        case .string, .secret: ["type": "string"]
        case .matching(let pattern): Self.text(pattern)
        case .url: Self.text("^[Hh][Tt][Tt][Pp][Ss]?://[!-~]+$")
        case .boolean: ["type": ["boolean", "string"], "pattern": .string(Self.variable)]
        case .integer(let least, let most):
            Self.number("integer", .int(least), .int(most), Self.variable)
        case .number(let least, let most):
            Self.number("number", .double(least), .double(most), Self.variable)
        case .size(let least, let most):
            Self.number("integer", Self.bytes(least), Self.bytes(most), "\(Self.sizePattern)|\(Self.variable)")
        case .duration(let least, let most):
            Self.number("number", Self.seconds(least), Self.seconds(most), "\(Self.durationPattern)|\(Self.variable)")
        case .words(let words):
            ["anyOf": [["enum": .array(words.map { .string($0) })], .object(Self.text(Self.variable))]]
        case .list(let element): ["type": "array", "items": .object(element.schema)]
        case .either(let first, let second): ["anyOf": [.object(first.schema), .object(second.schema)]]
        case .names(let value): ["type": "object", "additionalProperties": .object(value.schema)]
        }
    }

    private static func text(_ pattern: String) -> JSONObject {
        ["type": "string", "pattern": .string(pattern == variable ? pattern : "\(pattern)|\(variable)")]
    }

    private static func number(_ type: JSONValue, _ least: JSONValue, _ most: JSONValue, _ pattern: String)
        -> JSONObject
    {
        ["type": [type, "string"], "minimum": least, "maximum": most, "pattern": .string(pattern)]
    }

    private static func bytes(_ text: String) -> JSONValue { .int(ByteSize(tomlText: text)?.bytes ?? 0) }

    private static func seconds(_ text: String) -> JSONValue {
        let duration = Duration(tomlText: text) ?? .zero
        let whole = Int(clamping: duration.components.seconds)
        return .seconds(0) + duration == .seconds(whole) ? .int(whole) : .double(duration / .seconds(1))
    }
}
