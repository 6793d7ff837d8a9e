public import JSON
public import Telemetry

/// What the server that took a request in can do for whoever answers it.
public protocol Exchange: Sendable {
    /// From now on the handler has these terms; they end when it answers. Later terms replace earlier ones.
    func agree(to terms: any Terms)

    /// Tells `terms`, and asks nothing else of them, when the handler holds its event loop too long before it waits for
    /// the first time.
    ///
    /// - Returns: whether they will also hear how long it took, if it answers without having waited.
    func blame(_ terms: any Terms) -> Bool

    /// How long ago the handler was started; zero where that is not known, or it has answered.
    var age: Duration { get }

    /// Counts the time of the terms from now again: the handler has shown that it is alive.
    func renew()

    /// Runs `action` when the server is asked to stop, or now if it has been: for what would go on for ever.
    /// Later actions replace earlier ones; none runs once the request is answered.
    func onDrain(_ action: @escaping @Sendable () -> Void)

    /// Cancels whoever answers, or writes what follows the head of the answer: an event stream ends, and a WebSocket closes.
    func stop()

    /// The step of a trace that the request is; `nil` where nobody traces.
    var trace: TraceContext? { get }

    /// Whether somebody wants to know what is found out about the request.
    var keepsRecord: Bool { get }

    /// Tells whoever keeps the access log. Of each kind of fact the last counts.
    func note(_ fact: RequestFact)

    /// Counts `bytes` against the memory that the server may use, until the return value is let go of: for what a small
    /// request makes large. `nil` when they do not fit.
    func hold(_ bytes: Int) -> HeldMemory?

    /// What messages of the same loop, whoever sent them, have repeated: for parsers that name a `repeatedKey`. `nil` where
    /// nobody remembers.
    var repeats: JSONRepeats? { get }

    /// Timers of the loop that the request runs on.
    var timers: any Timers { get }

    /// The loop that the request runs on, for tasks that should stay there.
    var executor: (any TaskExecutor)? { get }
}

extension Exchange {
    public var keepsRecord: Bool { false }
    public var repeats: JSONRepeats? { nil }
    public var trace: TraceContext? { nil }
    public var age: Duration { .zero }
    /// Stops nobody.
    public func stop() {}
    /// Tells nobody.
    public func note(_ fact: RequestFact) {}
    /// Tells nobody.
    public func blame(_ terms: any Terms) -> Bool { false }
    /// Counts nothing.
    public func hold(_ bytes: Int) -> HeldMemory? { HeldMemory {} }
}

/// For a request that no server took in: in a test that calls a handler by itself, for one.
public struct NoExchange: Exchange {
    public init() {}
    public func agree(to terms: any Terms) {}
    public func renew() {}
    public func onDrain(_ action: @escaping @Sendable () -> Void) {}
    public var timers: any Timers { PoolTimers() }
    public var executor: (any TaskExecutor)? { nil }
}

/// How long a handler may take, and what happens when it takes longer.
///
/// A handler that never suspends never meets them.
public protocol Terms: AnyObject, Sendable {
    /// Counted from the agreement, or from the last renewal; of a handler that has not waited yet, from when it does.
    var limit: Duration { get }
    /// Counted likewise, but renewals do not move it.
    var cap: Duration { get }
    /// The answer in the handler's place. The handler is cancelled; what it still returns goes nowhere.
    func late() -> HTTPResponse
    /// The handler has held its event loop for `time` without suspending, which is too long.
    func stalled(for time: Duration)
    /// The request was answered; from its last byte to the answer's last it took so long.
    func took(nanoseconds: UInt64)
}

extension Terms {
    public func took(nanoseconds: UInt64) {}
}
