/// Filters in their order, the outermost first.
///
/// Each place holds the next one, for good: asking an element of an array, or a value of a protocol, counts references to it,
/// and this is done several times in every request.
final class FilterChain: Sendable {
    private let first: (any FilterPlace)?

    init(_ filters: [any HTTPFilter]) {
        var next: (any FilterPlace)?
        for (index, filter) in filters.enumerated().reversed() { next = filter.placed(at: index, before: next) }
        first = next
    }

    /// How far a request has come: the answer that one of the filters has given, or else the one that must wait.
    struct Progress {
        var response: HTTPResponse?
        var waiting: (any FilterPlace)?
        /// How many were asked.
        var asked = 0
    }

    /// Asks one after the other, until one answers or must wait.
    func ask(_ request: inout HTTPRequest, _ progress: inout Progress) { first?.ask(&request, &progress) }

    /// Goes on with one that must wait, and those behind it.
    @inline(never)
    func wait(for request: inout HTTPRequest, _ progress: inout Progress) async {
        while let place = progress.waiting.take() {
            progress.response = await place.decide(&request)
            if progress.response == nil { place.next?.ask(&request, &progress) }
        }
    }

    /// The way back through the first `asked` of these, the last of them first.
    func adjust(_ response: inout HTTPResponse, to request: HTTPRequest, asked: Int) {
        if asked > 0 { first?.adjust(&response, to: request, asked: asked) }
    }

    /// What the first of these refuses that does so whatever the body is, adjusted.
    func refusal(of head: inout HTTPRequest) -> HTTPResponse? {
        guard let refusal = first?.refusal(of: &head) else { return nil }
        var answer = refusal.answer
        adjust(&answer, to: head, asked: refusal.asked)
        return answer
    }
}

/// A filter in its place in a chain.
protocol FilterPlace: AnyObject, Sendable {
    var next: (any FilterPlace)? { get }
    /// This filter, and those behind it.
    func ask(_ request: inout HTTPRequest, _ progress: inout FilterChain.Progress)
    func decide(_ request: inout HTTPRequest) async -> HTTPResponse?
    /// The first refusal of this filter and those behind it, and how many were asked in the whole chain.
    func refusal(of head: inout HTTPRequest) -> (answer: HTTPResponse, asked: Int)?
    /// Those of this filter and the ones behind it that are among the first `asked` of the whole chain.
    func adjust(_ response: inout HTTPResponse, to request: HTTPRequest, asked: Int)
}

private final class Placed<Filter: HTTPFilter>: FilterPlace {
    private let filter: Filter
    private let index: Int
    let next: (any FilterPlace)?
    private let decides: Bool
    private let adjusts: Bool

    init(_ filter: Filter, at index: Int, before next: (any FilterPlace)?) {
        self.filter = filter
        self.index = index
        self.next = next
        let duties = filter.duties
        decides = duties.contains(.deciding)
        adjusts = duties.contains(.adjusting)
    }

    func ask(_ request: inout HTTPRequest, _ progress: inout FilterChain.Progress) {
        progress.asked = index + 1
        if let response = filter.answer(to: &request) {
            progress.response = response
        } else if decides, filter.mustWait(for: request) {
            progress.waiting = self
        } else {
            next?.ask(&request, &progress)
        }
    }

    func decide(_ request: inout HTTPRequest) async -> HTTPResponse? { await filter.decide(&request) }

    func refusal(of head: inout HTTPRequest) -> (answer: HTTPResponse, asked: Int)? {
        if let answer = filter.refusal(of: &head) { return (answer, index + 1) }
        return next?.refusal(of: &head)
    }

    func adjust(_ response: inout HTTPResponse, to request: HTTPRequest, asked: Int) {
        if asked > index + 1 { next?.adjust(&response, to: request, asked: asked) }
        if adjusts { filter.adjust(&response, to: request) }
    }
}

extension HTTPFilter {
    fileprivate func placed(at index: Int, before next: (any FilterPlace)?) -> any FilterPlace {
        Placed(self, at: index, before: next)
    }
}
