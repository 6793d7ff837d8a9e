/// A step between the socket and a route. On the way in it may change the request or answer in the route's place; on the
/// way out it may change the answer, whoever gave it.
///
/// Filters are asked by plain functions, so a chain of them costs no suspension, unless one must wait.
public protocol HTTPFilter: Sendable {
    /// What the filter has to do besides `answer` and `refusal`. Everything, unless it says otherwise; it is not asked for
    /// what it leaves out, and requests are quicker for it. Asked once.
    var duties: FilterDuties { get }

    /// The answer in place of what lies behind; `nil` lets the request through, or leaves it to `decide`.
    func answer(to request: inout HTTPRequest) -> HTTPResponse?

    /// Whether `answer`, which gave none, has left the request to `decide`.
    func mustWait(for request: HTTPRequest) -> Bool

    /// The same as `answer`, for what cannot be said without waiting.
    func decide(_ request: inout HTTPRequest) async -> HTTPResponse?

    /// What `answer` would say whatever the body is: see `HTTPHandler.refusal`. Changes `head` as `answer` would, as far as
    /// filters behind it must know.
    func refusal(of head: inout HTTPRequest) -> HTTPResponse?

    /// Changes the answer, also one that this filter or one behind it gave.
    func adjust(_ response: inout HTTPResponse, to request: HTTPRequest)
}

/// What not every filter has to do.
public struct FilterDuties: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `mustWait` and `decide`.
    public static let deciding = Self(rawValue: 1)
    /// `adjust`.
    public static let adjusting = Self(rawValue: 2)
}

extension HTTPFilter {
    public var duties: FilterDuties { [.deciding, .adjusting] }
    public func answer(to request: inout HTTPRequest) -> HTTPResponse? { nil }
    public func mustWait(for request: HTTPRequest) -> Bool { false }
    public func decide(_ request: inout HTTPRequest) async -> HTTPResponse? { nil }
    public func refusal(of head: inout HTTPRequest) -> HTTPResponse? { nil }
    public func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) {}
}
