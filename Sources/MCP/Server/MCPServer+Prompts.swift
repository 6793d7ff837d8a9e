internal import HTTP
internal import JSON
internal import Telemetry

extension MCPServer {
    func promptList(_ params: JSONObject, in context: RequestContext) throws(RPCError) -> JSONObject {
        let offers = catalog.promptOffers.filter { offer in
            shows(.prompt, offer.name, needing: offer.prompt.requiredScopes, in: context)
        }
        let items = offers.map { $0.listing.json(for: context.version) }
        return try page("prompts", of: items, params, in: context)
    }

    func getPrompt(_ request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        guard case .string(let name)? = request.params["name"] else {
            throw .invalidParams("params.name must be a string")
        }
        guard let offer = catalog.prompt(named: name) else { throw .invalidParams("Unknown prompt: \(name.shown)") }
        let arguments = try texts(request.params["arguments"])
        let scopes = offer.prompt.requiredScopes
        if let denial = denial(of: .prompt, offer.name, needing: scopes, arguments, in: context) {
            offer.placement.meter.denied()
            throw denial
        }
        let context = Self.mayTakeRounds(request, in: context) ? try round(of: request, in: context) : context
        let outcome = try await run(request, of: offer.placement, in: context) {
            try await offer.messages(arguments, context)
        }
        switch outcome {
        case .success(let messages):
            return [
                "description": .string(offer.description),
                "messages": .array(messages.map { $0.json(for: context.version) }),
            ]
        case .failure(let error):
            if let questions = try endOfRound(error, request, in: context) { return questions }
            throw told(error, in: offer.placement, context.trace)
        }
    }

    private func texts(_ arguments: JSONValue?) throws(RPCError) -> JSONObject {
        guard let arguments else { return [:] }
        guard case .object(let object) = arguments, object.members.allSatisfy({ $0.value.string != nil }) else {
            throw .invalidParams("params.arguments must be an object of strings")
        }
        return object
    }
}
