internal import JSON

/// The use of an item that goes on, or whose outcome is kept, after it was allowed: whoever comes for that must be allowed
/// the use, too. Another token of the same caller may not be.
public struct ItemUse: Sendable {
    /// As far as a condition may read them later.
    enum Arguments: Sendable {
        /// No condition did when the use began.
        case unread
        case kept(JSONObject)
        /// More than are kept.
        case tooLong
    }
    /// Longest arguments that are kept, bytes of JSON.
    static let argumentLimit = 16 << 10

    let item: Item
    /// That the code of the item declares.
    let scopes: Set<String>
    let arguments: Arguments
}

extension MCPServer {
    public func use(by request: RPCRequest) -> ItemUse? {
        let arguments = request.params["arguments"]?.object ?? [:]
        switch request.method {
        case "tools/call":
            guard let tool = request.params["name"]?.string.flatMap(live.offered.tool(named:)) else { return nil }
            return use(of: Item(.tool, tool.name), needing: tool.requiredScopes, arguments)
        case "prompts/get":
            guard let offer = request.params["name"]?.string.flatMap(catalog.prompt(named:)) else { return nil }
            return use(of: Item(.prompt, offer.name), needing: offer.prompt.requiredScopes, arguments)
        case "resources/read":
            guard let (offer, variables) = request.params["uri"]?.string.flatMap(find) else { return nil }
            let values = JSONObject(variables.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
            return use(of: Item(.resource, offer.resource.uri), needing: offer.resource.requiredScopes, values)
        case "completion/complete":
            guard let (item, scopes) = completed(by: request.params) else { return nil }
            // The values that a condition on arguments has allowed are not kept, so nobody comes back for them.
            return ItemUse(item: item, scopes: scopes, arguments: .unread)
        default: return nil
        }
    }

    func use(of item: Item, needing scopes: Set<String>, _ arguments: JSONObject) -> ItemUse {
        guard access.rules[item]?.condition?.readsArguments ?? false else {
            return ItemUse(item: item, scopes: scopes, arguments: .unread)
        }
        let isKept = JSONValue.object(arguments).bytes.count <= ItemUse.argumentLimit
        return ItemUse(item: item, scopes: scopes, arguments: isKept ? .kept(arguments) : .tooLong)
    }
}
