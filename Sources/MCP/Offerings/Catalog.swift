/// What a server offers, in the order clients see it.
public struct Catalog: Sendable {
    public let tools: [any Tool]
    public let resources: [any Resource]
    public let prompts: [any Prompt]

    /// The same, prepared so that a call needs no reflection and no search.
    let toolOffers: [ToolOffer]
    let resourceOffers: [ResourceOffer]
    let promptOffers: [PromptOffer]
    private let toolsByName: [String: ToolOffer]
    private let resourcesByURI: [String: ResourceOffer]
    private let promptsByName: [String: PromptOffer]

    public init(
        tools: [any Tool] = [],
        resources: [any Resource] = [],
        prompts: [any Prompt] = []
    ) throws(CatalogError) {
        self.tools = tools
        self.resources = resources
        self.prompts = prompts
        toolOffers = try Self.prepare(tools) { tool throws(CatalogError) in try ToolOffer(tool) }
        resourceOffers = try Self.prepare(resources) { resource throws(CatalogError) in try ResourceOffer(resource) }
        promptOffers = try Self.prepare(prompts) { prompt throws(CatalogError) in try PromptOffer(prompt) }
        toolsByName = try Self.index(toolOffers, "tool", by: \.name)
        resourcesByURI = try Self.index(resourceOffers, "resource", by: \.resource.uri)
        promptsByName = try Self.index(promptOffers, "prompt", by: \.name)
    }

    /// Offers nothing.
    public static let empty = Catalog()

    private init() {
        (tools, resources, prompts) = ([], [], [])
        (toolOffers, resourceOffers, promptOffers) = ([], [], [])
        (toolsByName, resourcesByURI, promptsByName) = ([:], [:], [:])
    }

    func tool(named name: String) -> ToolOffer? {
        // A text that Unicode holds equal to a name in ASCII, but is another, is longer.
        toolsByName[name].flatMap { $0.name.utf8.count == name.utf8.count ? $0 : nil }
    }
    func prompt(named name: String) -> PromptOffer? { promptsByName[name].flatMap { $0.name.same(name) ? $0 : nil } }
    func resource(at uri: String) -> ResourceOffer? {
        resourcesByURI[uri].flatMap { $0.resource.uri.same(uri) ? $0 : nil }
    }

    /// The same with more at the end of each list.
    public func adding(
        tools: [any Tool] = [],
        resources: [any Resource] = [],
        prompts: [any Prompt] = []
    ) throws(CatalogError) -> Catalog {
        try Catalog(
            tools: self.tools + tools,
            resources: self.resources + resources,
            prompts: self.prompts + prompts
        )
    }

    private static func prepare<Offering, Offer>(
        _ offerings: [Offering],
        _ make: (Offering) throws(CatalogError) -> Offer
    ) throws(CatalogError) -> [Offer] {
        var offers: [Offer] = []
        for offering in offerings { offers.append(try make(offering)) }
        return offers
    }

    private static func index<Offer>(
        _ offers: [Offer],
        _ kind: String,
        by name: (Offer) -> String
    ) throws(CatalogError) -> [String: Offer] {
        var index: [String: Offer] = [:]
        for offer in offers where index.updateValue(offer, forKey: name(offer)) != nil {
            throw CatalogError("the catalog has two \(kind)s called '\(name(offer))'")
        }
        return index
    }
}

/// A mistake in what a server offers, found when the process starts.
public struct CatalogError: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

extension String {
    /// Equal byte for byte: `==` also equates texts that Unicode holds equivalent, such as K and the Kelvin sign.
    func same(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
