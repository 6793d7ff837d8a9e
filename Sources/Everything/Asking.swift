import JSON
import MCP

/// Tools that ask: the client's model, and its user.
enum AskingTools {
    static let all: [any Tool] = [
        Sampling(), Elicitation(), ElicitationDefaults(), ElicitationEnums(), MissingCapability(),
        StreamingElicitation(), OpenPage(),
    ]

    struct Sampling: Tool {
        let name = "test_sampling"
        let description = "Lets the client's model answer a prompt."

        struct Arguments: CallArguments {
            @Argument("What the model is asked") var prompt: String
        }

        func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
            let answer = try await context.sample("answer", SampleRequest(arguments.prompt, tokens: 100))
            return "LLM response: \(answer.text)"
        }
    }

    struct Elicitation: Tool {
        let name = "test_elicitation"
        let description = "Asks the user for a name and an address."

        struct Arguments: CallArguments {
            @Argument("What the user reads") var message: String
        }

        func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
            let schema: JSONObject = [
                "type": "object",
                "properties": [
                    "username": ["type": "string", "description": "User's response"],
                    "email": ["type": "string", "description": "User's email address"],
                ],
                "required": ["username", "email"],
            ]
            let answer = try await context.ask("user", arguments.message, schema: schema)
            return "User response: \(answer.words)"
        }
    }

    /// Defaults of each type, for the client to fill in (SEP-1034).
    struct ElicitationDefaults: Tool {
        let name = "test_elicitation_sep1034_defaults"
        let description = "Asks the user with a form that is filled in already."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            let schema: JSONObject = [
                "type": "object",
                "properties": [
                    "name": ["type": "string", "description": "User name", "default": "John Doe"],
                    "age": ["type": "integer", "description": "User age", "default": 30],
                    "score": ["type": "number", "description": "User score", "default": 95.5],
                    "status": [
                        "type": "string", "description": "User status", "enum": ["active", "inactive", "pending"],
                        "default": "active",
                    ],
                    "verified": ["type": "boolean", "description": "Verification status", "default": true],
                ],
                "required": [],
            ]
            let answer = try await context.ask("profile", "Please check these values.", schema: schema)
            return "Elicitation completed: \(answer.words)"
        }
    }

    /// The five ways to write a choice (SEP-1330).
    struct ElicitationEnums: Tool {
        let name = "test_elicitation_sep1330_enums"
        let description = "Asks the user to choose, in five ways."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            let options: JSONValue = ["option1", "option2", "option3"]
            let titled: JSONValue = [
                ["const": "value1", "title": "First Option"], ["const": "value2", "title": "Second Option"],
                ["const": "value3", "title": "Third Option"],
            ]
            let schema: JSONObject = [
                "type": "object",
                "properties": [
                    "untitledSingle": ["type": "string", "description": "Choose one", "enum": options],
                    "titledSingle": ["type": "string", "description": "Choose one", "oneOf": titled],
                    "legacyEnum": [
                        "type": "string", "description": "Choose one", "enum": ["opt1", "opt2", "opt3"],
                        "enumNames": ["Option One", "Option Two", "Option Three"],
                    ],
                    "untitledMulti": [
                        "type": "array", "description": "Choose some", "minItems": 1, "maxItems": 3,
                        "items": ["type": "string", "enum": options],
                    ],
                    "titledMulti": [
                        "type": "array", "description": "Choose some", "minItems": 1, "maxItems": 3,
                        "items": ["anyOf": titled],
                    ],
                ],
                "required": [],
            ]
            let answer = try await context.ask("choices", "Please choose.", schema: schema)
            return "Elicitation completed: \(answer.words)"
        }
    }

    /// A client that cannot be asked is told so before anything happens.
    struct MissingCapability: Tool {
        let name = "test_missing_capability"
        let description = "Needs a client whose model can be asked."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            try await context.sample("greeting", SampleRequest("Say hello.", tokens: 50)).text
        }
    }

    /// What the client must not see is asked on a page. That it is done, the client hears where it can (2025-11-25).
    struct OpenPage: Tool {
        let name = "open_page"
        let description = "Asks the user to open a page."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            switch try await context.ask("connect", "Please connect.", toOpen: "https://example.com/connect") {
            case .accepted(let consent):
                context.complete(elicitation: consent.id)
                return "The page was opened."
            case .declined, .cancelled: return "The page stays closed."
            }
        }
    }

    struct StreamingElicitation: Tool {
        let name = "test_streaming_elicitation"
        let description = "Asks the user without sending a request of its own (2026-07-28)."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            try await context.ask("confirm", "Shall it go on?", for: Confirmation.self).content == nil
                ? "It stops here." : "It goes on."
        }
    }
}

/// A form with one box to tick.
struct Confirmation: CallArguments {
    @Argument("Yes or no") var ok: Bool
}

extension Answer<JSONObject> {
    /// `action=accept, content={…}`
    var words: String {
        switch self {
        case .accepted(let content): "action=accept, content=\(JSONValue.object(content).text)"
        case .declined: "action=decline, content={}"
        case .cancelled: "action=cancel, content={}"
        }
    }
}
