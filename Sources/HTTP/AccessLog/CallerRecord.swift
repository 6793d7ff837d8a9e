/// Tells the access log who is calling. Stands right behind authentication, so that those have a name who are refused
/// further in.
public struct CallerRecord: HTTPFilter {
    public init() {}

    public var duties: FilterDuties { [] }

    public func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        request.exchange.note(.caller(request.caller))
        return nil
    }
}
