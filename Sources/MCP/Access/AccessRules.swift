/// What the configuration says about one item.
public struct AccessRule: Sendable {
    /// In place of the scopes that the code of the item declares; `nil` leaves those.
    public var scopes: Set<String>?
    /// Must hold besides.
    public var condition: (any AccessCondition)?

    public init(scopes: Set<String>? = nil, condition: (any AccessCondition)? = nil) {
        self.scopes = scopes
        self.condition = condition
    }
}

/// Who may use what: the rules of the configuration over what the code declares.
public struct AccessRules: Sendable {
    public var rules: [Item: AccessRule]
    /// Whether lists leave out what the caller may not use.
    public var hidesForbidden: Bool
    /// Whether a tool that is denied over HTTP answers with a result that says so, instead of with 403.
    public var deniesWithResults: Bool

    public init(_ rules: [Item: AccessRule] = [:], hidesForbidden: Bool = true, deniesWithResults: Bool = false) {
        self.rules = rules
        self.hidesForbidden = hidesForbidden
        self.deniesWithResults = deniesWithResults
    }

    /// Whether a rule has a condition, so that it matters how a message came.
    var hasConditions: Bool { rules.values.contains { $0.condition != nil } }
}

extension Catalog {
    /// All that is offered, in the order of the lists.
    public var items: [Item] {
        toolOffers.map { Item(.tool, $0.name) } + resourceOffers.map { Item(.resource, $0.resource.uri) }
            + promptOffers.map { Item(.prompt, $0.name) }
    }
}
