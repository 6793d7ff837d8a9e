public import JSON

/// Something only the client can answer: its user, its model, or the client itself.
///
/// The key names the question within its call, the same whenever the call runs, so that the answer finds it again.
public struct Question<Answer: Sendable>: Sendable {
    let key: String
    let method: String
    /// What the client must have said it can do (MCP "ClientCapabilities").
    let needs: ClientFeatures
    let params: @Sendable (ProtocolVersion) -> JSONObject
    let read: @Sendable (JSONObject) throws(ArgumentMistake) -> Answer
}

extension Question {
    /// Asks the user to fill in a form of the properties of `Content`, which are texts, numbers, truths and choices.
    /// Never for passwords and the like: those go to a page of yours, by `link`.
    public static func form<Content: CallArguments>(
        _ key: String,
        _ message: String,
        _: Content.Type = Content.self
    ) -> Self where Answer == MCP.Answer<Content> {
        let table = ArgumentTable.of(Content.self)
        var schema = table.schema
        schema["additionalProperties"] = nil
        if schema["properties"] == nil { schema["properties"] = [:] }
        return Self(key: key, method: elicitation, needs: .form, params: Self.form(message, schema)) {
            result throws(ArgumentMistake) in
            try MCP.Answer(result) { content throws(ArgumentMistake) in
                try table.read(JSONObject(content.members.filter { table.names.contains($0.key) }))
            }
        }
    }

    /// The same with the schema as it goes to the client, whose answer comes as it is.
    public static func form(
        _ key: String,
        _ message: String,
        schema: JSONObject
    ) -> Self where Answer == MCP.Answer<JSONObject> {
        Self(key: key, method: elicitation, needs: .form, params: Self.form(message, schema)) {
            result throws(ArgumentMistake) in try MCP.Answer(result) { $0 }
        }
    }

    /// Asks the user to open a page, for what the client must not see: credentials, payments.
    ///
    /// Whoever opens it must prove there to be the same user; the URL alone proves nothing, and holds no secret.
    public static func link(
        _ key: String,
        _ message: String,
        _ url: String
    ) -> Self where Answer == MCP.Answer<Consent> {
        link(key, message, url, id: RequestNumber().text + RequestNumber().text)
    }

    static func link(
        _ key: String,
        _ message: String,
        _ url: String,
        id: String
    ) -> Self where Answer == MCP.Answer<Consent> {
        Self(key: key, method: elicitation, needs: .link) { version in
            var params: JSONObject = ["mode": "url", "message": .string(message), "url": .string(url)]
            // Until 2025-11-25, so that the client can be told when all is done.
            if version.hasHandshake { params["elicitationId"] = .string(id) }
            return params
        } read: { result throws(ArgumentMistake) in
            try MCP.Answer(result) { _ in Consent(id) }
        }
    }

    /// Asks the client's model.
    public static func sample(_ key: String, _ request: SampleRequest) -> Self where Answer == Sample {
        Self(key: key, method: "sampling/createMessage", needs: request.needs) { version in
            request.json(for: version)
        } read: { result throws(ArgumentMistake) in
            try Sample(result)
        }
    }

    /// Asks which directories the client has opened for the server.
    public static func roots(_ key: String) -> Self where Answer == [Root] {
        Self(key: key, method: "roots/list", needs: .roots) { _ in
            [:]
        } read: { result throws(ArgumentMistake) in
            try [Root](result)
        }
    }

    private static var elicitation: String { "elicitation/create" }

    private static func form(
        _ message: String,
        _ schema: JSONObject
    ) -> @Sendable (ProtocolVersion) -> JSONObject {
        { version in
            var params: JSONObject = version >= .v2025_11_25 ? ["mode": "form"] : [:]
            params["message"] = .string(message)
            params["requestedSchema"] = .object(schema)
            return params
        }
    }
}
