import JSON
import MCP

/// Says what it is told.
struct EchoTool: Tool {
    let name = "echo_tool"
    let description = "Say a text again."

    struct Arguments: CallArguments {
        @Argument("What to say") var message: String
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        "Tool echo: \(arguments.message)"
    }
}

/// Greets someone, as warmly as is wished.
struct GreetUser: Tool {
    let name = "greet_user"
    let description = "Greet someone."

    struct Arguments: CallArguments {
        @Argument("Name of the person", length: 1...100) var name: String
        @Argument("What they are called") var title: String?
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        "Hello, \(arguments.title.map { "\($0) " } ?? "")\(arguments.name)!"
    }
}

/// Counts what a text is made of: data, with the schema that it keeps.
struct AnalyzeText: Tool {
    let name = "analyze_text"
    let description = "Count the characters, words and lines of a text."
    let hints = ToolHints(readOnly: true, idempotent: true, openWorld: false)
    let outputSchema: JSONObject? = [
        "type": "object",
        "properties": [
            "characters": ["type": "integer"], "words": ["type": "integer"], "lines": ["type": "integer"],
        ],
        "required": ["characters", "words", "lines"],
    ]

    struct Arguments: CallArguments {
        @Argument("The text", length: ...100_000) var text: String
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> JSONValue {
        [
            "characters": .int(arguments.text.count),
            "words": .int(arguments.text.split(whereSeparator: \.isWhitespace).count),
            "lines": .int(arguments.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count),
        ]
    }
}
