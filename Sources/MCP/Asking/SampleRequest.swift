public import JSON

/// What a model is asked to continue (MCP "CreateMessageRequest").
public struct SampleRequest: Sendable, Hashable {
    public var messages: [PromptMessage]
    /// Tokens of the answer at most.
    public var tokens: Int
    public var system: String?
    public var temperature: Double?
    public var stopSequences: [String] = []
    /// Parts of names of models, the most wanted first.
    public var models: [String] = []
    /// Other members as the specification names them, such as `tools`.
    public var more: JSONObject = [:]

    public init(_ messages: [PromptMessage], tokens: Int) {
        self.messages = messages
        self.tokens = tokens
    }

    /// One message of the user.
    public init(_ text: String, tokens: Int) { self.init([.user(.text(text))], tokens: tokens) }

    func json(for version: ProtocolVersion) -> JSONObject {
        var json: JSONObject = [
            "messages": .array(messages.map { $0.json(for: version) }), "maxTokens": .int(tokens),
        ]
        json["systemPrompt"] = system.map { .string($0) }
        json["temperature"] = temperature.map { .double($0) }
        if !stopSequences.isEmpty { json["stopSequences"] = .array(stopSequences.map { .string($0) }) }
        if !models.isEmpty {
            json["modelPreferences"] = ["hints": .array(models.map { ["name": .string($0)] })]
        }
        for member in more.members { json[member.key] = member.value }
        return json
    }

    var needs: ClientFeatures {
        var needs = ClientFeatures.sampling
        if more["tools"] != nil || more["toolChoice"] != nil { needs.insert(.samplingWithTools) }
        if let context = more["includeContext"], context != "none" { needs.insert(.samplingWithContext) }
        return needs
    }
}
