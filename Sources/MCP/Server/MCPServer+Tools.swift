internal import HTTP
internal import JSON
internal import Telemetry

extension MCPServer {
    func toolList(_ params: JSONObject, in context: RequestContext) throws(RPCError) -> JSONObject {
        let offers = catalog.toolOffers.filter { tool in
            isOffered(tool, over: context.transport)
                && shows(.tool, tool.name, needing: tool.requiredScopes, in: context)
        }
        return try page("tools", of: offers.map { $0.listing.json(for: context.version) }, params, in: context)
    }

    /// What comes of a call of a tool; of a quick one on its loop, without limits, it is there when this returns.
    func outcome(ofCall request: RPCRequest, in context: RequestContext) -> RPCOutcome {
        do throws(RPCError) {
            guard live.offered.hasTools else { throw .methodNotFound(request.method) }
            let (tool, arguments) = try requested(request.params, over: context.transport)
            if let denial = denial(of: tool, arguments, in: context) {
                tool.placement.meter.denied()
                if context.answersWithStatus, !access.deniesWithResults { throw denial }
                return .now(.success(.tool(.failure(denial.message), for: context.version)))
            }
            guard toolLimits == nil, let callNow = tool.callNow, !tool.placement.isOnPool else {
                return .later { [self] () throws(RPCError) in try await call(tool, arguments, request, in: context) }
            }
            return .now(.success(try call(tool, now: callNow, arguments, request, in: context)))
        } catch {
            return .now(.failure(error))
        }
    }

    @inline(__always)
    private func call(
        _ tool: ToolOffer,
        now callNow: ToolOffer.CallNow,
        _ arguments: JSONObject,
        _ request: RPCRequest,
        in context: RequestContext
    ) throws(RPCError) -> RPCAnswer {
        let call = try begin(request, of: tool.placement, limit: tool.timeout, in: context)
        defer { end(call, of: tool.placement) }
        do {
            return answer(of: tool, try callNow(arguments, context), in: context)
        } catch {
            return try answer(to: error, from: tool, arguments, request, in: context)
        }
    }

    private func call(
        _ tool: ToolOffer,
        _ arguments: JSONObject,
        _ request: RPCRequest,
        in context: RequestContext
    ) async throws(RPCError) -> RPCAnswer {
        if let toolLimits, let refusal = await toolLimits.refusal(of: tool.name, in: context) {
            if context.answersWithStatus { throw refusal }
            return .tool(.failure(refusal.message), for: context.version)
        }
        let call = try begin(request, of: tool.placement, limit: tool.timeout, in: context)
        defer { end(call, of: tool.placement) }
        do {
            let result =
                tool.placement.isOnPool
                ? try await callOnPool(tool, arguments, in: context)
                : try await tool.call(arguments, context)
            return answer(of: tool, result, in: context)
        } catch {
            return try answer(to: error, from: tool, arguments, request, in: context)
        }
    }

    private func answer(of tool: ToolOffer, _ result: ToolResult, in context: RequestContext) -> RPCAnswer {
        if result.isError { tool.placement.meter.failed() }
        return .tool(result, for: context.version)
    }

    private func denial(of tool: ToolOffer, _ arguments: JSONObject, in context: RequestContext) -> RPCError? {
        denial(of: .tool, tool.name, needing: tool.requiredScopes, arguments, in: context)
    }

    // What follows is rare: apart, it takes no room in the frames of every call.

    public func denialOfTask(for call: RPCRequest, in context: RequestContext) -> RPCError? {
        guard context.answersWithStatus, !access.deniesWithResults,
            let (tool, arguments) = try? requested(call.params, over: context.transport),
            let denial = denial(of: tool, arguments, in: context)
        else { return nil }
        tool.placement.meter.denied()
        return denial
    }

    @inline(never)
    private func callOnPool(
        _ tool: ToolOffer,
        _ arguments: JSONObject,
        in context: RequestContext
    ) async throws -> ToolResult {
        try await onPool(tool.placement) { try await tool.call(arguments, context) }
    }

    /// The answer to a call that has thrown `error`.
    @inline(never)
    private func answer(
        to error: any Error,
        from tool: ToolOffer,
        _ arguments: JSONObject,
        _ request: RPCRequest,
        in context: RequestContext
    ) throws(RPCError) -> RPCAnswer {
        if let questions = try endOfRound(error, request, in: context) { return .object(questions) }
        if let work = error as? BecomesTask { return .object(try begin(work, of: tool, arguments, in: context)) }
        tool.placement.meter.failed()
        return .tool(try failure(error, of: tool, context.trace), for: context.version)
    }

    private func requested(
        _ params: JSONObject,
        over transport: RequestContext.Transport
    ) throws(RPCError) -> (ToolOffer, arguments: JSONObject) {
        guard case .string(let name)? = params["name"] else { throw .invalidParams("params.name must be a string") }
        guard let tool = live.offered.tool(named: name), isOffered(tool, over: transport) else {
            throw .invalidParams("Unknown tool: \(name.shown)")
        }
        switch params["arguments"] {
        case nil: return (tool, [:])
        case .object(let arguments)?: return (tool, arguments)
        default: throw .invalidParams("params.arguments must be an object")
        }
    }

    private func isOffered(_ tool: ToolOffer, over transport: RequestContext.Transport) -> Bool {
        !tool.stdioOnly || transport == .stdio
    }

    /// A failure is a result too, so that the model reads it and can try again.
    func failure(_ error: any Error, of tool: ToolOffer, _ trace: TraceContext?) throws(RPCError) -> ToolResult {
        switch error {
        case let mistake as ArgumentMistake: return .failure(mistake.text)
        case let error as ToolError: return .failure(error.message)
        case let error as AskingError: return .failure(error.text)
        case let error as RPCError: throw error
        default:
            let concealed = conceal(error, in: tool.placement, trace)
            guard concealed.code != RPCError.cancelled.code else { throw concealed }
            return .failure(concealed.message)
        }
    }
}
