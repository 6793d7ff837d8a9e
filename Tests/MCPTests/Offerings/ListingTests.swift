import JSON
import Testing

@testable import MCP

@Suite struct ListingTests {
    @Test func `each revision sees the members it knows`() {
        let listing = Listing([
            .member("name", "x"), .title("X"), .member("absent", nil),
            .member("version") { .string($0.text) }, .meta([:]), .icons([]), .annotations(nil),
        ])
        #expect(listing.json(for: .v2025_06_18) == ["name": "x", "title": "X", "version": "2025-06-18"])
        #expect(listing.json(for: .v2024_11_05) == ["name": "x", "version": "2024-11-05"])
    }
}
