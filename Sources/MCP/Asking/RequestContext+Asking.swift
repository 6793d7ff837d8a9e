public import JSON

/// Questions to the client. In 2026-07-28 the call ends with the questions and runs anew, from its start, with their
/// answers; before, it waits for them. So what a call does ahead of a question it may do again: ask first, act then.
extension RequestContext {
    /// What the client said it can be asked for. What is optional is left out where it cannot.
    public var clientFeatures: ClientFeatures { ClientFeatures(clientCapabilities) }

    /// Asks one question.
    ///
    /// - Throws: `AskingError`, or `InputRequired`, which ends the round: let both pass.
    public func ask<A>(_ question: Question<A>) async throws -> A {
        let client = try client(with: question.needs)
        let result: JSONObject
        do {
            result = try await client.result(of: question.method, question.params(version), as: question.key)
        } catch let error as RPCError {
            throw AskingError.refused(error.message)
        }
        do throws(ArgumentMistake) {
            return try question.read(result)
        } catch {
            throw AskingError.malformed(key: question.key, why: error.sentence)
        }
    }

    private func client(with needs: ClientFeatures) throws(AskingError) -> any ClientLink {
        guard let client, clientFeatures.isSuperset(of: needs) else {
            throw .missing(needs.subtracting(client == nil ? [] : clientFeatures))
        }
        return client
    }

    /// Ends the call, which cannot be made until the user has been to a page: to log in elsewhere, to pay. The client
    /// has its user open it and calls again, told by an error (-32042) in 2025-11-25, by another round in 2026-07-28.
    /// Whether all is done there is for the tool to know, of the user who calls, before it comes here.
    ///
    /// - Parameter id: what `complete(elicitation:)` takes when the user has finished. No secret, and like no other.
    /// - Throws: always: let it pass.
    public func require(_ key: String, _ message: String, toOpen url: String, id: String) throws -> Never {
        let question = Question.link(key, message, url, id: id)
        let client = try client(with: question.needs)
        let params = question.params(version)
        guard !version.hasHandshake else { throw RPCError.linkRequired(params) }
        // A task cannot be made again.
        guard let rounds = client as? RoundTrips else { throw ToolError("\(message) \(url)") }
        throw rounds.demand(question.method, params, as: key)
    }

    /// Asks several questions in one round.
    ///
    ///     let (name, roots) = try await context.ask(all: .form("name", "Who?", Name.self), .roots("roots"))
    public func ask<each A>(all question: repeat Question<each A>) async throws -> (repeat each A) {
        var needs: ClientFeatures = []
        for one in repeat each question { needs.formUnion(one.needs) }
        guard clientFeatures.isSuperset(of: needs) else {
            throw AskingError.missing(needs.subtracting(clientFeatures))
        }
        let outcomes = (repeat await outcome(of: each question))
        var pending: InputRequired?
        for outcome in repeat each outcomes {
            guard let error = outcome.failure else { continue }
            guard let ended = error as? InputRequired else { throw error }
            pending = InputRequired(requests: ended.requests.merged(into: pending?.requests ?? [:]))
        }
        if let pending { throw pending }
        return (repeat try (each outcomes).get())
    }

    private func outcome<A>(of question: Question<A>) async -> Result<A, any Error> {
        do { return .success(try await ask(question)) } catch { return .failure(error) }
    }

    /// Asks the user to fill in a form of the properties of `content`.
    public func ask<Content: CallArguments>(
        _ key: String,
        _ message: String,
        for content: Content.Type
    ) async throws -> Answer<Content> { try await ask(.form(key, message, content)) }

    /// Asks the user to fill in a form of the properties of a schema.
    public func ask(_ key: String, _ message: String, schema: JSONObject) async throws -> Answer<JSONObject> {
        try await ask(.form(key, message, schema: schema))
    }

    /// Asks the user to open a page.
    public func ask(_ key: String, _ message: String, toOpen url: String) async throws -> Answer<Consent> {
        try await ask(.link(key, message, url))
    }

    /// Asks the client's model.
    public func sample(_ key: String, _ request: SampleRequest) async throws -> Sample {
        try await ask(.sample(key, request))
    }

    /// Asks which directories the client has opened.
    public func roots(_ key: String = "roots") async throws -> [Root] { try await ask(.roots(key)) }
}

extension RequestContext {
    /// What `remember` was given in the round before; `nil` in the first, and where calls run once (before 2026-07-28).
    public var remembered: JSONValue? { (client as? RoundTrips)?.remembered }

    /// Keeps `value` for the next round of this call. The client carries it, sealed: it can neither read nor change it.
    /// Does nothing where calls run once.
    public func remember(_ value: JSONValue) { (client as? RoundTrips)?.remember(value) }
}

extension Result {
    fileprivate var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}

extension JSONObject {
    fileprivate func merged(into other: JSONObject) -> JSONObject {
        members.reduce(into: other) { $0[$1.key] = $1.value }
    }
}
