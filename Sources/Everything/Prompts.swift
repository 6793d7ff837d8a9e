import JSON
import MCP

/// Ways to open a conversation: plain, with arguments, with content of other kinds, and one that asks first.
enum Prompts {
    static let all: [any Prompt] = [
        Simple(), WithArguments(), WithEmbeddedResource(), WithImage(), AskingFirst(),
    ]

    struct Simple: Prompt {
        let name = "test_simple_prompt"
        let description = "One message."

        func messages(_: NoArguments, in context: RequestContext) async throws -> [PromptMessage] {
            [.user(.text("This is a simple prompt for testing."))]
        }
    }

    struct WithArguments: Prompt {
        let name = "test_prompt_with_arguments"
        let description = "One message that holds two arguments."

        struct Arguments: CallArguments {
            @Argument("First test argument") var arg1: String
            @Argument("Second test argument") var arg2: String
        }

        func messages(_ arguments: Arguments, in context: RequestContext) async throws -> [PromptMessage] {
            [.user(.text("Prompt with arguments: arg1='\(arguments.arg1)', arg2='\(arguments.arg2)'"))]
        }

        func completions(
            of argument: String,
            from text: String,
            with others: [String: String],
            in context: RequestContext
        ) async throws -> [String] {
            ["testValue1", "testValue2"].filter { $0.hasPrefix(text) }
        }
    }

    struct WithEmbeddedResource: Prompt {
        let name = "test_prompt_with_embedded_resource"
        let description = "A resource, and what to do with it."

        struct Arguments: CallArguments {
            @Argument("URI of the resource") var resourceUri: String
        }

        func messages(_ arguments: Arguments, in context: RequestContext) async throws -> [PromptMessage] {
            let content = ResourceContent.text("Embedded resource content for testing.")
            return [
                .user(.resource(uri: arguments.resourceUri, mimeType: "text/plain", content)),
                .user(.text("Please process the embedded resource above.")),
            ]
        }
    }

    struct WithImage: Prompt {
        let name = "test_prompt_with_image"
        let description = "A picture, and what to do with it."

        func messages(_: NoArguments, in context: RequestContext) async throws -> [PromptMessage] {
            [.user(Samples.redPixel.content), .user(.text("Please analyze the image above."))]
        }
    }

    struct AskingFirst: Prompt {
        let name = "test_input_required_result_prompt"
        let description = "Asks what it is about before it opens the conversation (2026-07-28)."

        struct Subject: CallArguments {
            @Argument("What it is about") var context: String
        }

        func messages(_: NoArguments, in context: RequestContext) async throws -> [PromptMessage] {
            let answer = try await context.ask("user_context", "What is it about?", for: Subject.self)
            return [.user(.text("Let us talk about \(answer.content?.context ?? "anything")."))]
        }
    }
}
