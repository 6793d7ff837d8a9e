internal import JSON
internal import JSONSchema

/// How the arguments of a tool are read: as its properties declare them, or as a schema of its own says.
enum ToolInput<Arguments: CallArguments>: Sendable {
    case declared(ArgumentTable)
    /// Checked against the schema; a table reads them then, unless the tool takes them as they are.
    case checked(RawSchema, ArgumentTable?)

    init<T: Tool>(_ tool: T) throws(CatalogError) where T.Arguments == Arguments {
        let table = Arguments.self == JSONObject.self ? nil : ArgumentTable(Arguments.self)
        if let table, !table.isInOrder(Arguments.self) {
            throw CatalogError("the init() of the arguments of '\(tool.name)' makes them in another order")
        }
        try table?.checkRules(of: "tool '\(tool.name)'")
        if let table, tool.inputSchema == nil {
            self = .declared(table)
        } else {
            self = .checked(try RawSchema(tool.inputSchema ?? JSONObject.schema, of: tool.name), table)
        }
    }

    /// As it stands in the list of tools.
    var schema: JSONObject {
        switch self {
        case .declared(let table): table.schema
        case .checked(let schema, _): schema.json
        }
    }

    var mirrored: [MirroredArgument] {
        switch self {
        case .declared(let table): table.mirrored
        case .checked(let schema, _): schema.mirrored
        }
    }

    func read(_ values: JSONObject) throws(ArgumentMistake) -> Arguments {
        switch self {
        case .declared(let table): try table.read(values)
        case .checked(let schema, let table?): try table.read(schema.checked(values))
        case .checked(let schema, nil): try Arguments(.object(schema.checked(values)))
        }
    }
}

extension ArgumentTable {
    func checkRules(of name: String) throws(CatalogError) {
        if let fault { throw CatalogError("\(name): \(fault)") }
    }
}
