import HTTP

@testable import App

/// An exchange that can be stopped, and nothing else.
struct StoppableExchange: Exchange {
    let whenStopped: @Sendable () -> Void

    func stop() { whenStopped() }
    func agree(to terms: any Terms) {}
    func renew() {}
    func onDrain(_ action: @escaping @Sendable () -> Void) {}
    var timers: any Timers { PoolTimers() }
    var executor: (any TaskExecutor)? { nil }
}

extension OpenStreams {
    /// Keeps a stream of who sent `request` open, until it is stopped or the task is cancelled.
    func stay(of request: HTTPRequest, by admission: Admission) async {
        let (silence, end) = AsyncStream<Never>.makeStream()
        var request = request
        request.exchange = StoppableExchange { end.finish() }
        let id = enter(Guest(request, by: admission))
        defer { leave(id) }
        for await _ in silence {}
    }
}
