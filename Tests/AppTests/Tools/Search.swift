import JSON
import MCP

struct Search: Tool {
    let name = "search"
    let description = "Search by name or by number."
    let inputSchema: JSONObject? = [
        "type": "object",
        "properties": ["name": ["type": "string"], "number": ["type": "integer"]],
        "oneOf": [["required": ["name"]], ["required": ["number"]]],
    ]

    func call(_ arguments: JSONObject, in context: RequestContext) async throws -> String {
        "Searching for \(JSONValue.object(arguments).text)"
    }
}
