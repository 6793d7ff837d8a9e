import JSON
import Testing

@testable import MCP

@Suite struct ResourceOfferTests {
    @Test func `a URI with variables is a template`() throws {
        #expect(try ResourceOffer(Page()).template == nil)
        #expect(try ResourceOffer(Page()).listing.json(for: .latest)["uri"] == "page://one")
        let template = try ResourceOffer(Page(uri: "page://{id}"))
        #expect(template.template?.variables == ["id"])
        #expect(template.listing.json(for: .latest)["uriTemplate"] == "page://{id}")
        #expect(template.listing.json(for: .latest)["uri"] == nil)
    }
}
