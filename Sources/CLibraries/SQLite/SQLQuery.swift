public import JSON
public import MCP

/// Lets a model look into a database.
public struct SQLQuery: Tool {
    public let name = "sql_query"
    public let description = "Query a database with one SQL statement that reads."
    public let hints = ToolHints.readOnly
    public let requiredScopes: Set = ["database:read"]
    /// Queries block.
    public let runsOn = Execution.pool
    public let outputSchema: JSONObject? = [
        "type": "object",
        "properties": [
            "columns": ["type": "array", "items": ["type": "string"]],
            "rows": ["type": "array", "items": ["type": "array"]],
            "cut": ["type": "boolean", "description": "Whether there were more rows"],
        ],
        "required": ["columns", "rows", "cut"],
    ]
    private let database: Database

    public init(_ database: Database) { self.database = database }

    public struct Arguments: CallArguments {
        @Argument("The statement", length: 1...10_000) var query: String
        public init() {}
    }

    public func call(_ arguments: Arguments, in context: RequestContext) async throws -> JSONValue {
        do throws(DatabaseError) {
            let found = try database.rows(of: arguments.query)
            return [
                "columns": .array(found.columns.map { .string($0) }),
                "rows": .array(found.rows.map { .array($0) }),
                "cut": .bool(found.isCut),
            ]
        } catch {
            throw ToolError("Error: \(error.message)")
        }
    }
}
