import JSON
import JSONSchema
import Testing

/// Whatever the schema and the value are, there is an answer: an error, or violations exactly when it does not accept.
@Suite struct RandomSchemaTests {
    private static let keywords = [
        "type", "enum", "const", "minimum", "multipleOf", "maxLength", "pattern", "minItems", "uniqueItems", "required",
        "properties", "patternProperties", "additionalProperties", "items", "prefixItems", "contains", "minContains",
        "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$ref", "$dynamicRef", "$anchor", "$dynamicAnchor",
        "$id",
        "$defs", "unevaluatedProperties", "unevaluatedItems", "dependentSchemas", "dependentRequired", "propertyNames",
        "format",
    ]
    private static let texts = [
        "a", "b", "string", "object", "array", "#", "#a", "#/$defs/a", "#/properties/a", "^a", "urn:x", "uuid", "",
        "https://json-schema.org/draft/2020-12/schema",
    ]

    private struct Source {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }

        mutating func text() -> String { texts[next(texts.count)] }

        mutating func value(_ depth: Int) -> JSONValue {
            switch next(depth > 0 ? 9 : 6) {
            case 0: return .int(next(5))
            case 1: return .double(Double(next(5)) / 2)
            case 2, 3: return .string(text())
            case 4: return .bool(next(2) == 0)
            case 5: return .null
            case 6: return .array((0..<next(4)).map { _ in value(depth - 1) })
            default:
                var object = JSONObject()
                for _ in 0..<next(4) { object[text()] = value(depth - 1) }
                return .object(object)
            }
        }

        mutating func schema(_ depth: Int) -> JSONValue {
            if depth == 0 || next(8) == 0 { return .bool(next(4) > 0) }
            var object = JSONObject()
            for _ in 0..<next(4) {
                let keyword = keywords[next(keywords.count)]
                object[keyword] = operand(of: keyword, depth - 1)
            }
            return .object(object)
        }

        private mutating func operand(of keyword: String, _ depth: Int) -> JSONValue {
            switch keyword {
            case _ where next(40) == 0: return value(2)
            case "enum", "required": return .array((0..<next(3)).map { _ in .string(text()) })
            case "minimum", "multipleOf", "maxLength", "minItems", "minContains": return .int(next(4))
            case "uniqueItems": return true
            case "type": return .string(["object", "array", "string", "number"][next(4)])
            case "const": return value(2)
            case "pattern", "$ref", "$dynamicRef", "$anchor", "$dynamicAnchor", "$id", "format": return .string(text())
            case "prefixItems", "allOf", "anyOf", "oneOf": return .array((0...next(3)).map { _ in schema(depth) })
            case "properties", "patternProperties", "$defs", "dependentSchemas":
                var object = JSONObject()
                for _ in 0..<next(4) { object[["a", "b", "string"][next(3)]] = schema(depth) }
                return .object(object)
            case "dependentRequired": return ["a": ["b"]]
            default: return schema(depth)
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `there is always an answer, and one alone`() throws {
        var source = Source(state: 7)
        var settings = SchemaSettings()
        settings.stepLimit = 5_000
        settings.assertsFormats = true
        var compiled = 0
        for _ in 0..<4_000 {
            guard let schema = try? Schema(source.schema(4), settings: settings) else { continue }
            compiled += 1
            for _ in 0..<4 {
                let value = source.value(3)
                let violations = schema.violations(in: value)
                #expect(schema.accepts(value) == violations.isEmpty)
                #expect(violations.count <= settings.violationLimit)
                #expect(violations.allSatisfy { $0.sentence(about: "it").utf8.count < 4_000 })
            }
        }
        #expect(compiled > 1_000)
    }
}
