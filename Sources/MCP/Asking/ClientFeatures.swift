internal import JSON

/// What a client may be asked for, as far as it has said so.
public struct ClientFeatures: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The user fills in a form.
    public static let form = Self(rawValue: 1)
    /// The user opens a page.
    public static let link = Self(rawValue: 2)
    /// The client's model answers.
    public static let sampling = Self(rawValue: 4)
    /// The client's model may call tools while it answers.
    public static let samplingWithTools = Self(rawValue: 8)
    /// The client's model sees what other servers said.
    public static let samplingWithContext = Self(rawValue: 16)
    public static let roots = Self(rawValue: 32)
    /// The client follows work that goes on after its call was answered.
    public static let tasks = Self(rawValue: 64)

    /// MCP "ClientCapabilities".
    init(_ capabilities: JSONObject) {
        self = []
        if let elicitation = capabilities["elicitation"]?.object {
            if elicitation["url"]?.object != nil { insert(.link) }
            // Forms came first: a client that names no mode has them.
            if elicitation["form"]?.object != nil || !contains(.link) { insert(.form) }
        }
        if let sampling = capabilities["sampling"]?.object {
            insert(.sampling)
            if sampling["tools"]?.object != nil { insert(.samplingWithTools) }
            if sampling["context"]?.object != nil { insert(.samplingWithContext) }
        }
        if capabilities["roots"]?.object != nil { insert(.roots) }
        if capabilities["extensions"]?[MCPServer.tasksExtension]?.object != nil { insert(.tasks) }
    }

    /// MCP "ClientCapabilities" that have these and nothing else.
    var json: JSONObject {
        var json: JSONObject = [:]
        var elicitation: JSONObject = [:]
        if contains(.form) { elicitation["form"] = [:] }
        if contains(.link) { elicitation["url"] = [:] }
        if !elicitation.isEmpty { json["elicitation"] = .object(elicitation) }
        var sampling: JSONObject = [:]
        if contains(.samplingWithTools) { sampling["tools"] = [:] }
        if contains(.samplingWithContext) { sampling["context"] = [:] }
        if contains(.sampling) || !sampling.isEmpty { json["sampling"] = .object(sampling) }
        if contains(.roots) { json["roots"] = [:] }
        if contains(.tasks) { json["extensions"] = .object([MCPServer.tasksExtension: [:]]) }
        return json
    }
}
