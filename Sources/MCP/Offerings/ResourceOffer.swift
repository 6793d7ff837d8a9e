internal import JSON

/// A resource or a template as the server keeps it.
final class ResourceOffer: Sendable {
    let resource: any Resource
    /// `nil` for a resource that has one URI.
    let template: URITemplate?
    let listing: Listing
    let placement: Placement

    init(_ resource: any Resource) throws(CatalogError) {
        guard let template = URITemplate(resource.uri), resource.uri.contains(":") else {
            throw CatalogError("'\(resource.uri)' is no URI and no template (RFC 6570 level 1)")
        }
        self.resource = resource
        self.template = template.variables.isEmpty ? nil : template
        placement = Placement(of: "resource \(resource.uri)", on: .loop)
        listing = Self.listing(of: resource, isTemplate: !template.variables.isEmpty)
    }

    private static func listing(of resource: any Resource, isTemplate: Bool) -> Listing {
        var plain: JSONObject = [
            isTemplate ? "uriTemplate" : "uri": .string(resource.uri),
            "name": .string(resource.name),
        ]
        plain["description"] = resource.description.map { .string($0) }
        plain["mimeType"] = .string(resource.mimeType)
        var titled = plain
        titled["title"] = resource.title.map { .string($0) }
        return Listing(titled: titled, annotated: plain, plain: plain)
    }
}
