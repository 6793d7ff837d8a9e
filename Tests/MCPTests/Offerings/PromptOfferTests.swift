import JSON
import Testing

@testable import MCP

@Suite struct PromptOfferTests {
    @Test func `arguments are listed with what is required`() throws {
        let listing = try PromptOffer(Opening()).listing.json(for: .latest)
        #expect(
            listing["arguments"] == [
                ["name": "topic", "description": "Topic", "required": true],
                ["name": "turns", "description": "Turns", "required": false],
            ]
        )
    }

    @Test func `texts become what the argument is`() async throws {
        let offer = try PromptOffer(Opening())
        let messages = try await offer.messages(["topic": "5", "turns": "2"], RequestContext())
        #expect(messages == [.user(.text("About 5")), .user(.text("About 5"))])
    }

    @Test func `a text that is no number is a mistake`() async throws {
        let offer = try PromptOffer(Opening())
        await #expect(throws: ArgumentMistake.self) {
            try await offer.messages(["topic": "x", "turns": "many"], RequestContext())
        }
    }
}
