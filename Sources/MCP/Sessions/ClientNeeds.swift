internal import JSON

/// What a client must have declared before it may be asked something (MCP "ClientCapabilities").
enum ClientNeeds {
    /// Why a client with `capabilities` must not be asked this; `nil` when it may.
    static func refusal(of method: String, _ params: JSONObject, by capabilities: JSONObject) -> RPCError? {
        guard let needed = missing(method, params, in: capabilities) else { return nil }
        return RPCError(
            code: RPCError.methodNotFound(method).code,
            "The client did not declare the capability \(needed)",
            data: ["capability": .string(needed)]
        )
    }

    private static func missing(_ method: String, _ params: JSONObject, in capabilities: JSONObject) -> String? {
        switch method {
        case "roots/list": return capabilities["roots"] == nil ? "roots" : nil
        case "sampling/createMessage":
            guard let sampling = capabilities["sampling"] else { return "sampling" }
            let usesTools = params["tools"] != nil || params["toolChoice"] != nil
            return usesTools && sampling["tools"] == nil ? "sampling.tools" : nil
        case "elicitation/create":
            guard let elicitation = capabilities["elicitation"] else { return "elicitation" }
            if params["mode"] == "url" { return elicitation["url"] == nil ? "elicitation.url" : nil }
            // An empty object means forms, and nothing else.
            return elicitation["url"] != nil && elicitation["form"] == nil ? "elicitation.form" : nil
        default: return method
        }
    }
}
