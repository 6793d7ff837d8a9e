/// Answers requests. Every failure is already a response, so nothing above has to catch.
public protocol HTTPHandler: Sendable {
    func respond(to request: HTTPRequest) async -> HTTPResponse

    /// The same, but what needs no waiting is answered before this returns: what a server asks for, on the loop of the
    /// request and outside of tasks, so it must not block. It may change the request; filters that adjust the answer see
    /// that. A handler that always waits leaves it out.
    func outcome(of request: inout HTTPRequest) -> HTTPOutcome

    /// The answer to a request that is refused whatever its body says; asked before a large body is read, of a request
    /// that has none yet. Changes nothing and counts nothing.
    func refusal(of head: HTTPRequest) -> HTTPResponse?
}

extension HTTPHandler {
    public func outcome(of request: inout HTTPRequest) -> HTTPOutcome {
        .later { [request] in await respond(to: request) }
    }
    public func refusal(of head: HTTPRequest) -> HTTPResponse? { nil }
}
