internal import HTTP
internal import JSON
internal import Telemetry
private import Synchronization

/// One call from its start to its end, which may come after its answer.
final class RunningCall: Terms {
    let id: RPCID
    let limit: Duration
    let cap: Duration
    private let placement: Placement
    /// Whom it is counted for.
    private let caller: LimitKey?
    private let server: MCPServer
    private let isLate = Atomic(false)

    init(
        _ id: RPCID,
        of placement: Placement,
        limit: Duration,
        cap: Duration,
        for caller: LimitKey? = nil,
        in server: MCPServer
    ) {
        self.caller = caller
        self.id = id
        self.limit = limit
        self.cap = cap
        self.placement = placement
        self.server = server
    }

    /// The time is up: the client gets the error, and what runs is cancelled. Whether it obeys, `end` shows.
    func wasLate() -> RPCError {
        guard !isLate.exchange(true, ordering: .relaxed) else { return .late }
        server.counters.becameLate()
        server.log.warning("a call took too long and was cancelled", ["name": .string(placement.name)])
        return .late
    }

    func late() -> HTTPResponse { .json(ResponseText.bare.error(wasLate(), id: id)) }

    func stalled(for time: Duration) {
        server.counters.didStall()
        guard placement.moveToPool() else { return }
        server.log.warning(
            "a call held its event loop; the next ones run on the pool",
            ["name": .string(placement.name), "ms": .int(time.milliseconds)]
        )
    }

    func took(nanoseconds: UInt64) { placement.meter.durations.record(nanoseconds: nanoseconds) }

    func end() {
        if let caller { server.counters.leave(caller) }
        guard isLate.load(ordering: .relaxed) else { return }
        server.counters.endedLate()
        server.log.info("a call that was late has ended", ["name": .string(placement.name)])
    }
}

extension Duration {
    /// Whole milliseconds, as far as `Int` reaches.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        let whole = seconds.multipliedReportingOverflow(by: 1000)
        guard !whole.overflow else { return seconds < 0 ? .min : .max }
        let sum = whole.partialValue.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return sum.overflow ? .max : Int(clamping: sum.partialValue)
    }
}
