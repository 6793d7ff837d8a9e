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
            throw CatalogError("'\(resource.uri)' is no URI and no template (RFC 6570; docs/resources.md)")
        }
        try CatalogError.check(resource.icons, of: resource.uri)
        self.resource = resource
        self.template = template.variables.isEmpty ? nil : template
        placement = Placement(of: "resource \(resource.uri)", on: resource.runsOn)
        listing = Self.listing(of: resource, isTemplate: !template.variables.isEmpty)
    }

    /// The same, counted where `earlier` was.
    init(_ offer: ResourceOffer, after earlier: ResourceOffer) {
        resource = offer.resource
        template = offer.template
        listing = offer.listing
        placement = earlier.placement
    }

    private static func listing(of resource: any Resource, isTemplate: Bool) -> Listing {
        Listing([
            .member(isTemplate ? "uriTemplate" : "uri", .string(resource.uri)),
            .member("name", .string(resource.name)),
            .title(resource.title),
            .member("description", resource.description.map { .string($0) }),
            .member("mimeType", resource.mimeType.isEmpty ? nil : .string(resource.mimeType)),
            .member("size", isTemplate ? nil : resource.size.map { .int($0) }),
            .annotations(resource.annotations),
            .icons(resource.icons),
        ])
    }
}
