internal import JSON
internal import JSONSchema

/// The output schema that a tool declares, and keeps.
struct ToolResultSchema: Sendable {
    private let json: JSONObject
    private let schema: Schema

    /// `nil` for a tool that declares none.
    init?(of tool: some Tool) throws(CatalogError) {
        guard let json = tool.outputSchema else { return nil }
        self.json = json
        do throws(SchemaError) {
            schema = try Schema(.object(json))
        } catch {
            throw CatalogError("the output schema of '\(tool.name)' cannot be used: \(error)")
        }
    }

    func checked(_ result: ToolResult) throws(ResultMismatch) -> ToolResult {
        try check(result)
        return result
    }

    /// - Throws: `ResultMismatch`, unless the result is a failure or keeps the schema.
    func check(_ result: ToolResult) throws(ResultMismatch) {
        guard !result.isError else { return }
        guard let structured = result.structured else {
            throw ResultMismatch(description: "a result without the structured content that its schema speaks of")
        }
        let violations = schema.violations(in: structured)
        guard violations.isEmpty else {
            throw ResultMismatch(
                description: violations.map { $0.sentence(about: "structuredContent") }.joined(separator: "; ")
            )
        }
    }

    /// Clients before 2026-07-28 know schemas of objects only, and those before 2025-06-18 none.
    func listing(for version: ProtocolVersion) -> JSONValue? {
        switch version {
        case .v2026_07_28: .object(json)
        case .v2025_11_25, .v2025_06_18: json["type"] == "object" ? .object(json) : nil
        case .v2025_03_26, .v2024_11_05: nil
        }
    }
}

/// A tool has broken its own output schema: for the log, not for the client.
struct ResultMismatch: Error, Hashable, CustomStringConvertible {
    let description: String
}
