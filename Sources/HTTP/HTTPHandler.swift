/// Answers requests. Every failure is already a response, so nothing above has to catch.
public protocol HTTPHandler: Sendable {
    func respond(to request: HTTPRequest) async -> HTTPResponse
}
