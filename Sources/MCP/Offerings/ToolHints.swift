internal import JSON

/// What a client may assume about a tool (MCP "ToolAnnotations"); what is not said has the client's default.
///
/// Hints protect nobody: a client that trusts them trusts the server.
public struct ToolHints: Sendable, Hashable {
    /// It changes nothing.
    public var readOnly: Bool?
    /// What it changes may be lost; clients assume so of tools that are not read-only.
    public var destructive: Bool?
    /// The same call again changes nothing more.
    public var idempotent: Bool?
    /// It deals with a world of unknown things, such as the web; clients assume so.
    public var openWorld: Bool?

    public init(
        readOnly: Bool? = nil,
        destructive: Bool? = nil,
        idempotent: Bool? = nil,
        openWorld: Bool? = nil
    ) {
        self.readOnly = readOnly
        self.destructive = destructive
        self.idempotent = idempotent
        self.openWorld = openWorld
    }

    /// It only reads what this server holds.
    public static let readOnly = Self(readOnly: true, openWorld: false)

    var json: JSONValue? {
        var object: JSONObject = [:]
        object["readOnlyHint"] = readOnly.map { .bool($0) }
        object["destructiveHint"] = destructive.map { .bool($0) }
        object["idempotentHint"] = idempotent.map { .bool($0) }
        object["openWorldHint"] = openWorld.map { .bool($0) }
        return object.isEmpty ? nil : .object(object)
    }
}
