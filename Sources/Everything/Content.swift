import JSON
import MCP

/// What a tool can say: text, pictures, sound, resources, several of them, and that it failed.
enum ContentTools {
    static let all: [any Tool] = [
        SimpleText(), ImageContent(), AudioContent(), EmbeddedResource(), MultipleContentTypes(), ErrorHandling(),
    ]

    struct SimpleText: Tool {
        let name = "test_simple_text"
        let description = "Answers with text."
        let hints = ToolHints.readOnly

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            "This is a simple text response for testing."
        }
    }

    struct ImageContent: Tool {
        let name = "test_image_content"
        let description = "Answers with a picture."

        func call(_: NoArguments, in context: RequestContext) async throws -> Image { Samples.redPixel }
    }

    struct AudioContent: Tool {
        let name = "test_audio_content"
        let description = "Answers with a sound."

        func call(_: NoArguments, in context: RequestContext) async throws -> [Content] {
            [.audio(data: Samples.silence, mimeType: "audio/wav")]
        }
    }

    struct EmbeddedResource: Tool {
        let name = "test_embedded_resource"
        let description = "Answers with a resource and what it holds."

        func call(_: NoArguments, in context: RequestContext) async throws -> [Content] {
            [
                .resource(
                    uri: "test://embedded-resource",
                    mimeType: "text/plain",
                    .text("This is an embedded resource content.")
                )
            ]
        }
    }

    struct MultipleContentTypes: Tool {
        let name = "test_multiple_content_types"
        let description = "Answers with text, a picture and a resource."

        func call(_: NoArguments, in context: RequestContext) async throws -> [Content] {
            [
                .text("Multiple content types test:"),
                Samples.redPixel.content,
                .resource(
                    uri: "test://mixed-content-resource",
                    mimeType: "application/json",
                    .text(#"{"test":"data","value":123}"#)
                ),
            ]
        }
    }

    struct ErrorHandling: Tool {
        let name = "test_error_handling"
        let description = "Fails, and says so."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            throw ToolError("This tool intentionally returns an error for testing")
        }
    }
}
