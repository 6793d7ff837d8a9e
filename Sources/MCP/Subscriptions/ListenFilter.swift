internal import JSON

/// What a client wants to hear of (2026-07-28, "SubscriptionFilter").
struct ListenFilter: Sendable, Equatable {
    var tools = false
    var prompts = false
    var resources = false
    /// Resources whose content is watched.
    var uris: [String] = []
    /// Extension `io.modelcontextprotocol/tasks`.
    var taskIDs: [String] = []

    init() {}

    /// - Parameter limit: URIs, and tasks.
    init(_ params: JSONObject, limit: Int) throws(RPCError) {
        guard case .object(let wishes)? = params["notifications"] else {
            throw .invalidParams("params.notifications must be an object")
        }
        tools = try Self.truth(wishes, "toolsListChanged")
        prompts = try Self.truth(wishes, "promptsListChanged")
        resources = try Self.truth(wishes, "resourcesListChanged")
        uris = try Self.texts(wishes, "resourceSubscriptions", limit)
        taskIDs = try Self.texts(wishes, "taskIds", limit)
    }

    /// The filter as an acknowledgement repeats it: only what it is true of.
    var json: JSONObject {
        var json: JSONObject = [:]
        if tools { json["toolsListChanged"] = true }
        if prompts { json["promptsListChanged"] = true }
        if resources { json["resourcesListChanged"] = true }
        if !uris.isEmpty { json["resourceSubscriptions"] = .array(uris.map { .string($0) }) }
        if !taskIDs.isEmpty { json["taskIds"] = .array(taskIDs.map { .string($0) }) }
        return json
    }

    /// The notification for `change`; `nil` for one that nobody asked for.
    func notification(of change: Changes.Change) -> (method: String, params: JSONObject)? {
        switch change {
        case .tools: tools ? ("notifications/tools/list_changed", [:]) : nil
        case .prompts: prompts ? ("notifications/prompts/list_changed", [:]) : nil
        case .resources: resources ? ("notifications/resources/list_changed", [:]) : nil
        case .resource(let uri):
            uris.contains { $0.same(uri) } ? ("notifications/resources/updated", ["uri": .string(uri)]) : nil
        }
    }

    private static func truth(_ wishes: JSONObject, _ key: String) throws(RPCError) -> Bool {
        switch wishes[key] {
        case nil: false
        case .bool(let value)?: value
        default: throw .invalidParams("params.notifications.\(key) must be true or false")
        }
    }

    private static func texts(_ wishes: JSONObject, _ key: String, _ limit: Int) throws(RPCError) -> [String] {
        guard let value = wishes[key] else { return [] }
        guard let texts = value.array?.compactMap(\.string), texts.count == value.array?.count else {
            throw .invalidParams("params.notifications.\(key) must be an array of strings")
        }
        guard texts.count <= limit else {
            throw .invalidParams("params.notifications.\(key) has more than \(limit) items")
        }
        return texts
    }
}
