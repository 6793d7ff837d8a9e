@testable import CEL
import FoundationEssentials
import JSON
import Testing

/// The conformance suite of the language, in the folder that `MCP_FORGE_VECTORS` names.
enum Vectors {
    private static let folder = ProcessInfo.processInfo.environment["MCP_FORGE_VECTORS"].map { $0 + "/cel" }
    static let absence: Comment = "MCP_FORGE_VECTORS names no folder with cel"
    static var arePresent: Bool { !cases.isEmpty }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let json: JSONValue
        var testDescription: String { name }
        var expression: String { json["expr"]?.string ?? "" }
    }

    static let cases: [Case] = {
        guard let folder else { return [] }
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter { $0.hasSuffix(".json") } ?? []
        return names.sorted().flatMap { name in
            let data = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
            let sections = (try? JSONValue(parsing: [UInt8](data)))?["section"]?.array ?? []
            return sections.flatMap { section in
                (section["test"]?.array ?? []).map { test in
                    let parts = [String(name.dropLast(5)), section["name"]?.string ?? "", test["name"]?.string ?? ""]
                    return Case(name: parts.joined(separator: "/"), json: test)
                }
            }
        }
    }()

    /// Where the suite names another error than the one that happens.
    static let otherErrors = [
        "logic/AND/error_right": "divisionByZero", "logic/AND/error_left": "divisionByZero",
        "logic/OR/error_right": "divisionByZero", "logic/OR/error_left": "divisionByZero",
        "plumbing/eval_results/error_result": "divisionByZero",
    ]

    /// Where the suite has a backslash in the value that is not in the expression.
    static let otherValues: [String: [UInt8]] = [
        "parse/bytes_literals/triple_single_quoted_unescaped_punctuation": Array(##" ? " ' ` "##.utf8),
        "parse/bytes_literals/triple_double_quoted_unescaped_punctuation": Array(##" ? " ' ` "##.utf8),
    ]

    /// The zones that the suite names, as they were in February of 2009.
    static let zones = TimeZoneTable { name in
        let hours = ["Australia/Sydney": 11, "US/Central": -6, "America/St_Johns": -3.5, "Asia/Kathmandu": 5.75]
        return hours[name].map { TimeZoneRules(offset: Int($0 * 3_600)) }
    }
}

extension Vectors.Case {
    var variables: [String: CELType] {
        var variables: [String: CELType] = [:]
        for key in json["bindings"]?.object?.keys.map({ $0 }) ?? [] { variables[key] = .dyn }
        for entry in json["type_env"]?.array ?? [] {
            variables[entry["name"]?.string ?? ""] = entry["ident"]?["type"].map(Self.type) ?? .dyn
        }
        return variables
    }

    var settings: ProgramSettings {
        var settings = ProgramSettings()
        settings.checksTypes = json["disable_check"]?.bool != true
        settings.container = json["container"]?.string ?? ""
        settings.zones = Vectors.zones
        return settings
    }

    var bindings: [String: CELValue] {
        (json["bindings"]?.object?.members ?? []).reduce(into: [:]) { bindings, member in
            bindings[member.key] = member.value["value"].flatMap(Self.value)
        }
    }

    /// Without one, the expression is true.
    var expected: CELValue? {
        if let bytes = Vectors.otherValues[name] { return .bytes(bytes) }
        return json["value"].map(Self.value) ?? .bool(true)
    }

    var expectedError: String? {
        guard let message = json["eval_error"]?["errors"]?.array?.first?["message"]?.string else { return nil }
        return Vectors.otherErrors[name] ?? Self.kind(of: message)
    }

    static func kind(of message: String) -> String {
        let kinds = [
            ("overload", "noSuchOverload"), ("no such key", "noSuchKey"), ("by zero", "divisionByZero"),
            ("index", "invalidIndex"), ("invalid_argument", "invalidIndex"), ("substring range", "invalidArgument"),
            ("range", "outOfRange"), ("overflow", "outOfRange"), ("unsupported key", "unsupportedKey"),
            ("repeated key", "repeatedKey"), ("undeclared", "unknownVariable"), ("unknown variable", "unknownVariable"),
            ("unbound function", "unknownFunction"),
        ]
        return kinds.first { message.contains($0.0) }?.1 ?? "invalidArgument"
    }

    private static func type(_ json: JSONValue) -> CELType {
        switch json["primitive"]?.string {
        case "BOOL": return .bool
        case "INT64": return .int
        case "UINT64": return .uint
        case "DOUBLE": return .double
        case "STRING": return .string
        case "BYTES": return .bytes
        default: break
        }
        if let list = json["list_type"] { return .list(list["elem_type"].map(type) ?? .dyn) }
        if let map = json["map_type"] {
            return .map(map["key_type"].map(type) ?? .dyn, map["value_type"].map(type) ?? .dyn)
        }
        switch json["message_type"]?.string {
        case "google.protobuf.Duration": return .duration
        case "google.protobuf.Timestamp": return .timestamp
        default: return json.object?.keys.contains("null") == true ? .null : .dyn
        }
    }

    private static func value(_ json: JSONValue) -> CELValue? {
        guard let member = json.object?.members.first else { return nil }
        let content = member.value
        switch member.key {
        case "null_value": return .null
        case "bool_value": return content.bool.map { .bool($0) }
        case "int64_value": return content.string.flatMap { Int($0) }.map { .int($0) }
        case "uint64_value": return content.string.flatMap { UInt64($0) }.map { .uint($0) }
        case "double_value": return double(content).map { .double($0) }
        case "string_value": return content.string.map { .string($0) }
        case "bytes_value": return content.string.flatMap { Data(base64Encoded: $0) }.map { .bytes([UInt8]($0)) }
        case "type_value": return content.string.flatMap { CELType.named[$0] }.map { .type($0) }
        case "list_value": return .list(.values((content["values"]?.array ?? []).compactMap(value)))
        case "map_value": return map(content["entries"]?.array ?? [])
        case "object_value":
            return content["value"]?.string.flatMap { try? CELValue.Duration($0) }.map { .duration($0) }
        default: return nil
        }
    }

    private static func double(_ json: JSONValue) -> Double? {
        switch json {
        case .int(let value): Double(value)
        case .double(let value): value
        case .digits(let text): Double(text)
        case .string(let text): text == "Infinity" ? .infinity : text == "-Infinity" ? -.infinity : .nan
        default: nil
        }
    }

    private static func map(_ entries: [JSONValue]) -> CELValue? {
        var builder = CELMapBuilder()
        for entry in entries {
            guard let key = entry["key"].flatMap(value), let value = entry["value"].flatMap(value),
                (try? builder.put(key, value)) != nil
            else { return nil }
        }
        return .map(builder.map)
    }
}
