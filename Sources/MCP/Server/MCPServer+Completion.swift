internal import HTTP
internal import JSON

extension MCPServer {
    /// Values on one answer (MCP "CompleteResult").
    private static var completionLimit: Int { 100 }

    func complete(_ request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        let question = try CompletionQuestion(request.params)
        let subject = try subject(of: question)
        let others = JSONObject(question.others.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
        let (item, scopes) = (subject.item, subject.scopes)
        if let denial = denialOfCompletion(of: item, needing: scopes, others, in: context) { throw denial }
        guard subject.names.contains(question.name) else {
            throw .invalidParams("Unknown argument: \(question.name.shown)")
        }
        let outcome = try await run(request, of: subject.placement, in: context) {
            try await subject.complete(question, context)
        }
        switch outcome {
        case .success(let all):
            let values = allowed(all, of: question.name, of: item, needing: scopes, others, in: context)
            let shown = values.prefix(Self.completionLimit).map { JSONValue.string($0) }
            return [
                "completion": [
                    "values": .array(shown), "total": .int(values.count), "hasMore": .bool(values.count > shown.count),
                ]
            ]
        case .failure(let error): throw told(error, in: subject.placement, context.trace)
        }
    }

    /// The item that a completion is about, and what its code asks for; `nil` when there is none.
    func completed(by params: JSONObject) -> (item: Item, scopes: Set<String>)? {
        guard let question = try? CompletionQuestion(params) else { return nil }
        return (try? subject(of: question)).map { ($0.item, $0.scopes) }
    }

    private func subject(of question: CompletionQuestion) throws(RPCError) -> CompletionSubject {
        switch question.reference {
        case .prompt(let name):
            guard let offer = catalog.prompt(named: name) else {
                throw .invalidParams("Unknown prompt: \(name.shown)")
            }
            return CompletionSubject(offer)
        case .resource(let uri):
            guard let offer = catalog.resource(at: uri), let template = offer.template else {
                throw .invalidParams("Unknown resource template: \(uri.shown)")
            }
            return CompletionSubject(offer, template)
        }
    }
}

/// What is being completed: an argument of a prompt, or a variable of a template.
private struct CompletionSubject {
    let item: Item
    let names: [String]
    let scopes: Set<String>
    let placement: Placement
    let complete: @Sendable (CompletionQuestion, RequestContext) async throws -> [String]

    init(_ offer: PromptOffer) {
        item = Item(.prompt, offer.name)
        names = offer.argumentNames
        scopes = offer.prompt.requiredScopes
        placement = offer.placement
        complete = { question, context in
            try await offer.prompt.completions(
                of: question.name,
                from: question.value,
                with: question.others,
                in: context
            )
        }
    }

    init(_ offer: ResourceOffer, _ template: URITemplate) {
        item = Item(.resource, offer.resource.uri)
        names = template.variables
        scopes = offer.resource.requiredScopes
        placement = offer.placement
        complete = { question, context in
            try await offer.resource.completions(
                of: question.name,
                from: question.value,
                with: question.others,
                in: context
            )
        }
    }
}

/// The parameters of `completion/complete`.
private struct CompletionQuestion: Sendable {
    enum Reference: Sendable { case prompt(String), resource(String) }
    let reference: Reference
    let name: String
    let value: String
    /// Arguments that are already chosen, without the one that is being completed: its value is not chosen yet.
    let others: [String: String]

    init(_ params: JSONObject) throws(RPCError) {
        switch (params["ref"]?["type"]?.string, params["ref"]?["name"]?.string, params["ref"]?["uri"]?.string) {
        case ("ref/prompt", let name?, _): reference = .prompt(name)
        case ("ref/resource", _, let uri?): reference = .resource(uri)
        default: throw .invalidParams("params.ref must be a ref/prompt with a name or a ref/resource with a uri")
        }
        guard let name = params["argument"]?["name"]?.string, let value = params["argument"]?["value"]?.string else {
            throw .invalidParams("params.argument must have a name and a value")
        }
        self.name = name
        self.value = value
        var others: [String: String] = [:]
        for member in params["context"]?["arguments"]?.object?.members ?? [] {
            guard let text = member.value.string else {
                throw .invalidParams("params.context.arguments must be an object of strings")
            }
            others[member.key] = text
        }
        others[name] = nil
        self.others = others
    }
}
