import JSON
import Testing

@testable import MCP

@Suite struct ToolOfferTests {
    private struct Titled: Tool {
        let name = "titled"
        let title: String? = "A title"
        let description = "Has everything."
        let hints = ToolHints(readOnly: true)
        let icons = [Icon("https://example.com/icon.png", sizes: ["any"])]
        let meta: JSONObject = ["ui": 1]
        func call(_: NoArguments, in context: RequestContext) async throws -> String { "" }
    }
    private struct Clashing: Tool {
        let name = "clashing"
        let description = "Uses a header twice."
        struct Arguments: CallArguments {
            @Argument("A", header: "X") var a: String?
            @Argument("B", header: "x") var b: String?
        }
        func call(_: Arguments, in context: RequestContext) async throws -> String { "" }
    }
    private struct Unsendable: Tool {
        let name = "unsendable"
        let description = "Wants a header that is none."
        struct Arguments: CallArguments {
            @Argument("A", header: "two words") var a: String?
        }
        func call(_: Arguments, in context: RequestContext) async throws -> String { "" }
    }
    private struct Reordered: Tool {
        let name = "reordered"
        let description = "Makes its arguments backwards."
        func call(_: ArgumentTableTests.Backwards, in context: RequestContext) async throws -> String { "" }
    }

    @Test func `a listing shows what the revision knows`() throws {
        let listing = try ToolOffer(Titled()).listing
        #expect(listing.json(for: .latest)["title"] == "A title")
        #expect(listing.json(for: .v2025_03_26)["title"] == nil)
        #expect(listing.json(for: .v2025_03_26)["annotations"] == ["readOnlyHint": true])
        #expect(listing.json(for: .v2024_11_05)["annotations"] == nil)
        #expect(listing.json(for: .v2024_11_05)["inputSchema"]?["type"] == "object")
        #expect(
            listing.json(for: .v2025_11_25)["icons"] == [["src": "https://example.com/icon.png", "sizes": ["any"]]]
        )
        #expect(listing.json(for: .v2025_06_18)["icons"] == nil)
        #expect(listing.json(for: .v2025_06_18)["_meta"] == ["ui": 1])
    }

    @Test func `header fields of arguments must be usable and unique`() {
        #expect(throws: CatalogError.self) { try ToolOffer(Clashing()) }
        #expect(throws: CatalogError.self) { try ToolOffer(Unsendable()) }
    }

    @Test func `an icon that no client would load is a mistake`() {
        struct Shady: Tool {
            let name = "shady"
            let description = "Has a local icon."
            let icons = [Icon("file:///etc/passwd")]
            func call(_: NoArguments, in context: RequestContext) async throws -> String { "" }
        }
        #expect(throws: CatalogError.self) { try ToolOffer(Shady()) }
    }

    @Test func `arguments made in another order are a mistake`() {
        #expect(throws: CatalogError.self) { try ToolOffer(Reordered()) }
    }
}
