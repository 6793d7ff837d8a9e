internal import JSON

/// What a client must have declared before it may be asked something.
enum ClientNeeds {
    /// Why a client with `capabilities` must not be asked this; `nil` when it may.
    static func refusal(of method: String, _ params: JSONObject, by capabilities: JSONObject) -> RPCError? {
        guard let needed = features(method, params) else { return .methodNotFound(method) }
        let missing = needed.subtracting(ClientFeatures(capabilities))
        guard !missing.isEmpty else { return nil }
        return RPCError(
            code: RPCError.methodNotFound(method).code,
            "The client did not declare what \(method) needs",
            data: ["requiredCapabilities": .object(missing.json)]
        )
    }

    private static func features(_ method: String, _ params: JSONObject) -> ClientFeatures? {
        switch method {
        case "roots/list": .roots
        case "sampling/createMessage" where params["tools"] != nil || params["toolChoice"] != nil:
            [.sampling, .samplingWithTools]
        case "sampling/createMessage": .sampling
        case "elicitation/create" where params["mode"] == "url": .link
        case "elicitation/create": .form
        default: nil
        }
    }
}
