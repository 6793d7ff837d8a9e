internal import HTTP
internal import JSON
internal import Telemetry

extension MCPServer {
    func resourceList(_ params: JSONObject, in context: RequestContext) throws(RPCError) -> JSONObject {
        let offers = catalog.resourceOffers.filter { $0.template == nil && shows($0, in: context) }
        return try page("resources", of: offers.map { $0.listing.json(for: context.version) }, params, in: context)
    }

    func templateList(_ params: JSONObject, in context: RequestContext) throws(RPCError) -> JSONObject {
        let offers = catalog.resourceOffers.filter { $0.template != nil && shows($0, in: context) }
        let items = offers.map { $0.listing.json(for: context.version) }
        return try page("resourceTemplates", of: items, params, in: context)
    }

    func readResource(_ request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        guard case .string(let uri)? = request.params["uri"] else {
            throw .invalidParams("params.uri must be a string")
        }
        guard let (offer, variables) = find(uri) else { throw .resourceNotFound(uri, in: context.version) }
        let resource = offer.resource
        if let denial = denial(of: offer, variables, in: context) {
            offer.placement.meter.denied()
            throw denial
        }
        let context = Self.mayTakeRounds(request, in: context) ? try round(of: request, in: context) : context
        let outcome = try await run(request, of: offer.placement, in: context) {
            try await resource.read(variables, in: context)
        }
        switch outcome {
        case .success(let content):
            let contents: JSONValue = [.object(content.json(uri: uri, mimeType: resource.mimeType))]
            return cacheable(["contents": contents], in: context, as: resource.cache)
        case .failure(is NotFound): throw .resourceNotFound(uri, in: context.version)
        case .failure(let error):
            if let questions = try endOfRound(error, request, in: context) { return questions }
            throw told(error, in: offer.placement, context.trace)
        }
    }

    public func checkSubscription(to uri: String, in context: RequestContext) throws(RPCError) {
        guard let (offer, variables) = find(uri) else { throw .resourceNotFound(uri, in: context.version) }
        if let denial = denial(of: offer, variables, in: context) { throw denial }
    }

    private func shows(_ offer: ResourceOffer, in context: RequestContext) -> Bool {
        shows(.resource, offer.resource.uri, needing: offer.resource.requiredScopes, in: context)
    }

    private func cacheable(
        _ result: JSONObject,
        in context: RequestContext,
        as hint: CacheHint?
    ) -> JSONObject {
        var result = cacheable(result, in: context, isPublic: hint?.isPublic ?? false)
        if let hint, !context.version.hasHandshake, !context.isLaterRound {
            result["ttlMs"] = .int(max(0, hint.time.milliseconds))
        }
        return result
    }

    func find(_ uri: String) -> (ResourceOffer, variables: [String: String])? {
        if let offer = catalog.resource(at: uri), offer.template == nil { return (offer, [:]) }
        for offer in catalog.resourceOffers {
            if let variables = offer.template?.match(uri) { return (offer, variables) }
        }
        return nil
    }

    /// The text of a `ToolError`, or that something went wrong.
    func told(_ error: any Error, in placement: Placement, _ trace: TraceContext?) -> RPCError {
        switch error {
        case let error as ToolError: RPCError(code: -32603, error.message)
        case let error as AskingError: RPCError(code: -32603, error.text)
        case let error as RPCError: error
        case let mistake as ArgumentMistake: .invalidParams(mistake.text)
        default: conceal(error, in: placement, trace)
        }
    }
}
