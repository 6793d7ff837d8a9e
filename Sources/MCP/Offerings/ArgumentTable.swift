internal import JSON
internal import JSONSchema
private import Synchronization

/// What a `CallArguments` type declares, found by reflection once.
final class ArgumentTable: Sendable {
    /// In the order of declaration.
    let names: [String]
    let schema: JSONObject
    /// Parameters whose values clients repeat in header fields.
    let mirrored: [MirroredArgument]
    private let summaries: [String]
    /// By position; empty where no parameter has rules.
    let rules: [ArgumentRules.Check?]
    /// Why the rules of a parameter, or its default, make no sense.
    let fault: String?

    init<Arguments: CallArguments>(_: Arguments.Type) {
        let arguments = ArgumentSource.$current.withValue(nil) { Arguments() }
        let parameters: [(name: String, parameter: any Parameter)] = Mirror(reflecting: arguments).children
            .compactMap { child in
                guard let label = child.label, let parameter = child.value as? any Parameter else { return nil }
                return (String(label.dropFirst()), parameter)
            }
        names = parameters.map(\.name)
        summaries = parameters.map(\.parameter.summary)
        schema = Self.schema(of: parameters)
        (rules, fault) = Self.rules(of: parameters)
        mirrored = parameters.flatMap { name, parameter in
            (parameter.header.map { [MirroredArgument(header: $0, path: [name])] } ?? [])
                + parameter.nested.map { MirroredArgument(header: $0.header, path: [name] + $0.path) }
        }
    }

    /// The parameters of `arguments` as they are; a parameter left out takes its default.
    func read<Arguments: CallArguments>(_ values: JSONObject) throws(ArgumentMistake) -> Arguments {
        let source = ArgumentSource(values, for: self)
        let arguments = ArgumentSource.$current.withValue(source) { Arguments() }
        if let mistake = source.mistake { throw mistake }
        return arguments
    }

    /// Whether an initialiser makes the parameters in the order of their declaration, as every synthesised one does.
    func isInOrder<Arguments: CallArguments>(_: Arguments.Type) -> Bool {
        let source = ArgumentSource()
        _ = ArgumentSource.$current.withValue(source) { Arguments() }
        return source.summaries == summaries
    }

    /// The table of a type that is a parameter of another, made once in a process.
    static func of<Arguments: CallArguments>(_ type: Arguments.Type) -> ArgumentTable {
        let key = ObjectIdentifier(type)
        if let known = cache.withLock({ $0[key] }) { return known }
        let table = ArgumentTable(type)
        cache.withLock { $0[key] = table }
        return table
    }
    private static let cache = Mutex<[ObjectIdentifier: ArgumentTable]>([:])

    private static func rules(
        of parameters: [(name: String, parameter: any Parameter)]
    ) -> (checks: [ArgumentRules.Check?], fault: String?) {
        var checks: [ArgumentRules.Check?] = []
        for (name, parameter) in parameters {
            do throws(SchemaError) {
                let check = try parameter.rules?.check()
                if let value = parameter.heldJSON, let mistake = check?.mistake(in: value) {
                    return ([], "the default of '\(name)' \(mistake.problem)")
                }
                checks.append(check)
            } catch {
                return ([], "the pattern of '\(name)': \(error)")
            }
        }
        return (checks.contains { $0 != nil } ? checks : [], nil)
    }

    private static func schema(of parameters: [(name: String, parameter: any Parameter)]) -> JSONObject {
        var properties: JSONObject = [:]
        var required: [JSONValue] = []
        for (name, parameter) in parameters {
            properties[name] = .object(parameter.schema)
            if parameter.isRequired { required.append(.string(name)) }
        }
        var schema: JSONObject = ["type": "object"]
        if !properties.isEmpty { schema["properties"] = .object(properties) }
        if !required.isEmpty { schema["required"] = .array(required) }
        schema["additionalProperties"] = false
        return schema
    }
}

/// An argument that clients repeat in `Mcp-Param-…` (2026-07-28).
public struct MirroredArgument: Sendable, Hashable {
    /// What follows `Mcp-Param-`.
    public let header: String
    /// Names from the arguments down to the value.
    public let path: [String]
}
