internal import JSON

/// What clients may know about a resource or a piece of content before they show it (MCP "Annotations").
public struct Annotations: Sendable, Hashable {
    /// Whom it is for; empty means everybody.
    public var audience: [Role]
    /// From 0, which can be left out, to 1, which must not be.
    public var priority: Double?
    /// When it was last changed (ISO 8601), such as `2026-07-28T12:00:00Z`.
    public var lastModified: String?

    public enum Role: String, Sendable, CaseIterable { case user, assistant }

    public init(audience: [Role] = [], priority: Double? = nil, lastModified: String? = nil) {
        self.audience = audience
        self.priority = priority
        self.lastModified = lastModified
    }

    /// `nil` when there is nothing that a client of `version` knows.
    func json(for version: ProtocolVersion) -> JSONValue? {
        var object: JSONObject = [:]
        if !audience.isEmpty { object["audience"] = .array(audience.map { .string($0.rawValue) }) }
        if let priority, priority.isFinite { object["priority"] = .double(min(max(priority, 0), 1)) }
        if version >= .v2025_06_18 { object["lastModified"] = lastModified.map { .string($0) } }
        return object.isEmpty ? nil : .object(object)
    }
}
