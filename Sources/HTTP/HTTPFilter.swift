/// A step between the socket and a route that never waits. On the way in it may change the request or answer in the
/// route's place; on the way out it may change the answer, whoever gave it.
///
/// What must wait is an `HTTPMiddleware`. Filters are asked in one function, so a chain of them costs no suspension.
public protocol HTTPFilter: Sendable {
    /// The answer in place of what lies behind; `nil` lets the request through.
    func answer(to request: inout HTTPRequest) -> HTTPResponse?

    /// Changes the answer, also one that this filter or one behind it gave.
    func adjust(_ response: inout HTTPResponse, to request: HTTPRequest)
}

extension HTTPFilter {
    public func answer(to request: inout HTTPRequest) -> HTTPResponse? { nil }
    public func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) {}
}

extension [any HTTPFilter] {
    /// The first answer that one of these gives, and how many were asked.
    func answer(to request: inout HTTPRequest) -> (response: HTTPResponse?, asked: Int) {
        for index in indices {
            if let response = self[index].answer(to: &request) { return (response, index + 1) }
        }
        return (nil, count)
    }

    /// The way back through the first `asked` of these, the last of them first.
    func adjust(_ response: inout HTTPResponse, to request: HTTPRequest, asked: Int) {
        for filter in self[..<asked].reversed() { filter.adjust(&response, to: request) }
    }
}
