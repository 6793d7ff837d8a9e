import JSON
import MCP

/// What a tool says about its arguments: a schema of its own, and arguments that clients repeat in header fields.
enum SchemaTools {
    static let all: [any Tool] = [RawSchema(), MirroredArgument()]

    /// A schema that no declaration of arguments makes: it is listed as it is, and kept by every call.
    struct RawSchema: Tool {
        let name = "json_schema_2020_12_tool"
        let description = "Takes arguments as a schema of 2020-12 says."
        let inputSchema: JSONObject? = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "$defs": [
                "address": [
                    "$anchor": "addressDef",
                    "type": "object",
                    "properties": ["street": ["type": "string"], "city": ["type": "string"]],
                ]
            ],
            "properties": [
                "name": ["type": "string"],
                "address": ["$ref": "#/$defs/address"],
                "contactMethod": ["type": "string", "enum": ["phone", "email"]],
                "phone": ["type": "string"],
                "email": ["type": "string"],
            ],
            "allOf": [["anyOf": [["required": ["phone"]], ["required": ["email"]]]]],
            "if": ["properties": ["contactMethod": ["const": "phone"]], "required": ["contactMethod"]],
            "then": ["required": ["phone"]],
            "else": ["required": ["email"]],
            "additionalProperties": false,
        ]

        func call(_ arguments: JSONObject, in context: RequestContext) async throws -> String {
            "Got \(JSONValue.object(arguments).text)"
        }
    }

    /// Proxies see the region without reading the body.
    struct MirroredArgument: Tool {
        let name = "test_x_mcp_header"
        let description = "Takes an argument that clients over HTTP repeat in Mcp-Param-Region."

        struct Arguments: CallArguments {
            @Argument("Where it runs", header: "Region") var region: String
        }

        func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
            "It runs in \(arguments.region)."
        }
    }
}
