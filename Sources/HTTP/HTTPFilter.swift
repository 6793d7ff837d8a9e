/// A step between the socket and a route. On the way in it may change the request or answer in the route's place; on the
/// way out it may change the answer, whoever gave it.
///
/// All filters are asked in one function, so a chain of them costs no suspension, unless one must wait.
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

/// A filter in its place in a chain. Functions, because a value of a protocol is copied each time it is asked.
final class FilterPlace: Sendable {
    let answer: @Sendable (_ request: inout HTTPRequest) -> HTTPResponse?
    /// `nil` where it is none of the filter's duties.
    let mustWait: (@Sendable (_ request: HTTPRequest) -> Bool)?
    let decide: @Sendable (_ request: inout HTTPRequest) async -> HTTPResponse?
    let refusal: @Sendable (_ head: inout HTTPRequest) -> HTTPResponse?
    /// `nil` where it is none of the filter's duties.
    let adjust: (@Sendable (_ response: inout HTTPResponse, _ request: HTTPRequest) -> Void)?

    init(_ filter: some HTTPFilter) {
        let mustWait: @Sendable (HTTPRequest) -> Bool = { filter.mustWait(for: $0) }
        let adjust: @Sendable (inout HTTPResponse, HTTPRequest) -> Void = { filter.adjust(&$0, to: $1) }
        answer = { filter.answer(to: &$0) }
        self.mustWait = filter.duties.contains(.deciding) ? mustWait : nil
        decide = { await filter.decide(&$0) }
        refusal = { filter.refusal(of: &$0) }
        self.adjust = filter.duties.contains(.adjusting) ? adjust : nil
    }
}

extension [FilterPlace] {
    /// `nil` is a filter that is switched off.
    init(_ filters: [(any HTTPFilter)?]) { self = filters.compactMap { $0.map { FilterPlace($0) } } }

    /// How far a request has come: the answer that one of these has given, or else whether the last that was asked must
    /// wait.
    struct Progress {
        var response: HTTPResponse?
        var waits = false
        /// How many were asked.
        var asked = 0
    }

    /// Asks one after the other, from the first that was not asked yet, until one answers or must wait.
    func ask(_ request: inout HTTPRequest, _ progress: inout Progress) {
        let filters = span
        for index in progress.asked..<filters.count {
            progress.asked = index + 1
            if let response = filters[index].answer(&request) {
                progress.response = response
                return
            }
            if let mustWait = filters[index].mustWait, mustWait(request) {
                progress.waits = true
                return
            }
        }
    }

    /// Goes on with one that must wait, and those behind it.
    @inline(never)
    func wait(for request: inout HTTPRequest, _ progress: inout Progress) async {
        while progress.waits {
            progress.waits = false
            progress.response = await self[progress.asked - 1].decide(&request)
            if progress.response == nil { ask(&request, &progress) }
        }
    }

    /// The way back through the first `asked` of these, the last of them first.
    func adjust(_ response: inout HTTPResponse, to request: HTTPRequest, asked: Int) {
        let filters = span
        for index in (0..<asked).reversed() {
            if let adjust = filters[index].adjust { adjust(&response, request) }
        }
    }
}
