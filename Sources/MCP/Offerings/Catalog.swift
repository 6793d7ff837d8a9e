internal import JSON

/// What a server offers, in the order clients see it.
public struct Catalog: Sendable {
    public let tools: [any Tool]
    public let resources: [any Resource]
    public let prompts: [any Prompt]

    /// The same, prepared so that a call needs no reflection and no search.
    let toolOffers: [ToolOffer]
    let resourceOffers: [ResourceOffer]
    let promptOffers: [PromptOffer]
    /// What was left out because something ahead of it has the same name: `tool hello_world`.
    public let duplicates: [String]
    private let toolsByName: [String: ToolOffer]
    private let resourcesByURI: [String: ResourceOffer]
    private let promptsByName: [String: PromptOffer]

    public init(
        tools: [any Tool] = [],
        resources: [any Resource] = [],
        prompts: [any Prompt] = []
    ) throws(CatalogError) {
        var names = NamesTaken()
        self.tools = tools.filter { names.take("tool", $0.name) }
        self.resources = resources.filter { names.take("resource", $0.uri) }
        self.prompts = prompts.filter { names.take("prompt", $0.name) }
        duplicates = names.duplicates
        toolOffers = try Self.prepare(self.tools) { tool throws(CatalogError) in try ToolOffer(tool) }
        resourceOffers = try Self.prepare(self.resources) { resource throws(CatalogError) in
            try ResourceOffer(resource)
        }
        promptOffers = try Self.prepare(self.prompts) { prompt throws(CatalogError) in try PromptOffer(prompt) }
        toolsByName = Self.index(toolOffers, by: \.name)
        resourcesByURI = Self.index(resourceOffers, by: \.resource.uri)
        promptsByName = Self.index(promptOffers, by: \.name)
    }

    /// Offers nothing.
    public static let empty = Catalog()

    private init() {
        (tools, resources, prompts, duplicates) = ([], [], [], [])
        (toolOffers, resourceOffers, promptOffers) = ([], [], [])
        (toolsByName, resourcesByURI, promptsByName) = ([:], [:], [:])
    }

    /// The same; what `earlier` offered under its names goes on being counted there, and runs where that had to run.
    func counting(on earlier: Catalog) -> Catalog { Catalog(self, after: earlier) }

    private init(_ catalog: Catalog, after earlier: Catalog) {
        (tools, resources, prompts) = (catalog.tools, catalog.resources, catalog.prompts)
        duplicates = catalog.duplicates
        toolOffers = catalog.toolOffers.map { offer in
            earlier.tool(named: offer.name).map { ToolOffer(offer, after: $0) } ?? offer
        }
        resourceOffers = catalog.resourceOffers.map { offer in
            earlier.resource(at: offer.resource.uri).map { ResourceOffer(offer, after: $0) } ?? offer
        }
        promptOffers = catalog.promptOffers.map { offer in
            earlier.prompt(named: offer.name).map { PromptOffer(offer, after: $0) } ?? offer
        }
        toolsByName = Self.index(toolOffers, by: \.name)
        resourcesByURI = Self.index(resourceOffers, by: \.resource.uri)
        promptsByName = Self.index(promptOffers, by: \.name)
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

    private static func index<Offer>(_ offers: [Offer], by name: (Offer) -> String) -> [String: Offer] {
        Dictionary(offers.map { (name($0), $0) }) { first, _ in first }
    }
}

/// Which names are taken, and what came too late for one.
private struct NamesTaken {
    private var taken: Set<String> = []
    private(set) var duplicates: [String] = []

    /// Whether nothing of this kind had the name.
    mutating func take(_ kind: String, _ name: String) -> Bool {
        let isFree = taken.insert("\(kind) \(name)").inserted
        if !isFree { duplicates.append("\(kind) \(name)") }
        return isFree
    }
}

/// A mistake in what a server offers, found when the process starts.
public struct CatalogError: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

extension String {
    /// Equal byte for byte: `==` also equates texts that Unicode holds equivalent, such as K and the Kelvin sign.
    func same(_ other: String) -> Bool { utf8.span.holdsSame(as: other.utf8.span) }
}
