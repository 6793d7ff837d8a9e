/// A step between the socket and a route. On the way in it may change the request or answer in the route's place; on the
/// way out it may change the answer, whoever gave it.
///
/// All filters are asked in one function, so a chain of them costs no suspension, unless one must wait.
public protocol HTTPFilter: Sendable {
    /// The answer in place of what lies behind; `nil` lets the request through, or leaves it to ``WaitingFilter/decide(_:)``.
    func answer(to request: inout HTTPRequest) -> HTTPResponse?

    /// What `answer` would say whatever the body is: see `HTTPHandler.refusal`. Changes `head` as `answer` would, as far as
    /// filters behind it must know.
    func refusal(of head: inout HTTPRequest) -> HTTPResponse?
}

/// A filter that cannot always say at once whether a request goes through.
public protocol WaitingFilter: HTTPFilter {
    /// Whether `answer`, which gave none, has left the request to `decide`.
    func mustWait(for request: HTTPRequest) -> Bool

    /// The same as `answer`, for what cannot be said without waiting.
    func decide(_ request: inout HTTPRequest) async -> HTTPResponse?
}

/// A filter with something to say on the way out.
public protocol AdjustingFilter: HTTPFilter {
    /// Changes the answer, also one that this filter or one behind it gave.
    func adjust(_ response: inout HTTPResponse, to request: HTTPRequest)
}

extension HTTPFilter {
    public func answer(to request: inout HTTPRequest) -> HTTPResponse? { nil }
    public func refusal(of head: inout HTTPRequest) -> HTTPResponse? { nil }
}

/// A filter in its place in a chain. Functions, because a value of a protocol is copied each time it is asked.
final class FilterPlace: Sendable {
    let answer: @Sendable (_ request: inout HTTPRequest) -> HTTPResponse?
    let refusal: @Sendable (_ head: inout HTTPRequest) -> HTTPResponse?
    /// Those that most filters have not cost nothing where they are not.
    let mustWait: (@Sendable (_ request: HTTPRequest) -> Bool)?
    let decide: @Sendable (_ request: inout HTTPRequest) async -> HTTPResponse?
    let adjust: (@Sendable (_ response: inout HTTPResponse, _ request: HTTPRequest) -> Void)?

    init(_ filter: some HTTPFilter) {
        answer = { filter.answer(to: &$0) }
        refusal = { filter.refusal(of: &$0) }
        if let filter = filter as? any WaitingFilter {
            mustWait = { filter.mustWait(for: $0) }
            decide = { await filter.decide(&$0) }
        } else {
            mustWait = nil
            decide = { _ in nil }
        }
        if let filter = filter as? any AdjustingFilter { adjust = { filter.adjust(&$0, to: $1) } } else { adjust = nil }
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
            progress.response = filters[index].answer(&request)
            if progress.response != nil { return }
            guard let mustWait = filters[index].mustWait, mustWait(request) else { continue }
            progress.waits = true
            return
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
