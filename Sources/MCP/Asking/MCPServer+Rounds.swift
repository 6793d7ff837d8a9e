internal import HTTP
internal import JSON
internal import Telemetry

/// Calls that take more than one round (2026-07-28, "Multi Round-Trip Requests").
extension MCPServer {
    /// Whether a call has, or may come to, more than one round. One whose client can be asked nothing does not.
    static func mayTakeRounds(_ request: RPCRequest, in context: RequestContext) -> Bool {
        guard !context.version.hasHandshake, context.client == nil else { return false }
        return !context.clientCapabilities.isEmpty || isLaterRound(request.params)
    }

    private static func isLaterRound(_ params: JSONObject) -> Bool {
        params.members.contains { member in
            // The keys differ in length from all that usually stand here.
            switch member.key.utf8.count {
            case 12: member.key == MetaKey.requestState
            case 14: member.key == MetaKey.inputResponses
            default: false
            }
        }
    }

    /// The context of this round: with the answers so far.
    ///
    /// - Throws: -32602, when what the client sent is not what an earlier round of this call asked it to send.
    func round(of request: RPCRequest, in context: RequestContext) throws(RPCError) -> RequestContext {
        var context = context
        context.makesTasks = tasks != nil && context.clientFeatures.contains(.tasks)
        guard Self.isLaterRound(request.params) else {
            context.client = RoundTrips()
            return context
        }
        let fresh = try Self.responses(request.params)
        switch request.params[MetaKey.requestState] {
        case nil: context.client = RoundTrips(fresh: fresh, isLater: true)
        case .string(let text)?:
            let state = try RequestState(text, for: CallDigest.text(of: request, by: context.caller), sealing)
            context.client = RoundTrips(
                round: state.round,
                settled: state.answers,
                fresh: fresh,
                remembered: state.remembered,
                isLater: true
            )
        default: throw .invalidParams("params.requestState must be a string")
        }
        return context
    }

    static func responses(_ params: JSONObject) throws(RPCError) -> JSONObject {
        switch params[MetaKey.inputResponses] {
        case nil: return [:]
        case .object(let responses)?:
            for member in responses.members where member.value.object == nil {
                throw .invalidParams("params.inputResponses[\"\(member.key.shown)\"] must be an object")
            }
            return responses
        default: throw .invalidParams("params.inputResponses must be an object")
        }
    }

    /// The result that ends this round with questions; `nil` when `error` is none that a question caused.
    ///
    /// - Throws: what a client of 2026-07-28 is told that cannot be asked, or answered something else.
    func endOfRound(_ error: any Error, _ request: RPCRequest, in context: RequestContext) throws(RPCError)
        -> JSONObject?
    {
        if !context.version.hasHandshake, let fault = (error as? AskingError)?.fault { throw fault }
        guard let rounds = context.client as? RoundTrips else {
            return (error as? InputRequired).map { Self.inputRequired($0.requests) }
        }
        let questions = rounds.questions
        // Two questions asked by `async let`: the first ends the scope, and cancels what it holds.
        let isCausedByQuestion = error is InputRequired || error is CancellationError && !Task.isCancelled
        guard isCausedByQuestion, !questions.isEmpty else { return nil }
        return try inputRequired(questions, after: rounds, request, by: context.caller)
    }

    private func inputRequired(
        _ questions: JSONObject,
        after rounds: RoundTrips,
        _ request: RPCRequest,
        by caller: Caller
    ) throws(RPCError) -> JSONObject {
        var result = Self.inputRequired(questions)
        let (answers, remembered) = rounds.outcome
        guard rounds.round < settings.roundLimit else { throw .tooManyRounds }
        guard let sealing else {
            guard answers.isEmpty, remembered == nil else {
                log.error("a call needs another round, and there is no key to seal what it must remember")
                throw .internalError(request: RequestNumber().text)
            }
            return result
        }
        let state = RequestState(
            digest: CallDigest.text(of: request, by: caller),
            end: sealing.now() &+ max(1, settings.requestStateTime.milliseconds / 1000),
            round: rounds.round + 1,
            answers: answers,
            remembered: remembered
        )
        result[MetaKey.requestState] = .string(try state.sealed(sealing))
        return result
    }

    private static func inputRequired(_ questions: JSONObject) -> JSONObject {
        ["resultType": "input_required", "inputRequests": .object(questions)]
    }
}

extension RPCError {
    fileprivate static let tooManyRounds = Self(code: 429, "The call asked too often; begin anew")
}
