/// Tells the access log who is calling. Stands right behind authentication, so that those have a name who are refused
/// further in.
public struct CallerRecord: HTTPMiddleware {
    public init() {}

    public func respond(to request: HTTPRequest, next: any HTTPHandler) async -> HTTPResponse {
        request.exchange?.note(.caller(request.caller))
        return await next.respond(to: request)
    }
}
