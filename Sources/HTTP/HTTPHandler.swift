/// Answers requests. Every failure is already a response, so nothing above has to catch.
public protocol HTTPHandler: Sendable {
    func respond(to request: HTTPRequest) async -> HTTPResponse

    /// The same for whoever needs the request no more, and lets the handler change its own.
    func respond(taking request: inout HTTPRequest) async -> HTTPResponse

    /// The answer to a request that is refused whatever its body says; asked before a large body is read, of a request
    /// that has none yet. Changes nothing and counts nothing.
    func refusal(of head: HTTPRequest) -> HTTPResponse?
}

extension HTTPHandler {
    public func respond(taking request: inout HTTPRequest) async -> HTTPResponse { await respond(to: request) }
    public func refusal(of head: HTTPRequest) -> HTTPResponse? { nil }
}
