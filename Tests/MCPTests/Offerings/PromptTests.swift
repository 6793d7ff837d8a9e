import JSON
import Testing

@testable import MCP

@Suite struct PromptTests {
    @Test func `a message says who speaks, in the words of the revision`() {
        #expect(
            PromptMessage.user(.text("Hello")).json(for: .latest)
                == ["role": "user", "content": ["type": "text", "text": "Hello"]]
        )
        let audio = PromptMessage.assistant(.audio(data: [1], mimeType: "audio/wav"))
        #expect(audio.json(for: .latest)["content"]?["type"] == "audio")
        #expect(
            audio.json(for: .v2024_11_05)
                == ["role": "assistant", "content": ["type": "text", "text": "[audio, audio/wav]"]]
        )
    }
}
