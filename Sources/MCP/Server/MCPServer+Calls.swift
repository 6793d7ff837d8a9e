internal import HTTP
internal import JSON
internal import Telemetry

/// What every call shares, whether of a tool, a resource, a prompt or a completion.
extension MCPServer {
    /// Counts a call in and starts its clock; `nil` for one that nobody times.
    ///
    /// - Throws: `busy`, when too many calls run, `greedy`, when too many of this caller do; every other call is to be
    ///   ended.
    func begin(
        _ request: RPCRequest,
        of placement: Placement,
        limit: Duration? = nil,
        in context: RequestContext
    ) throws(RPCError) -> RunningCall? {
        guard counters.enter(limit: settings.callLimit) else { throw .busy }
        if case .none = context.watch { return nil }
        let caller = try enter(callerIn: context)
        let call = RunningCall(
            request.id,
            of: placement,
            limit: limit ?? settings.callTimeout,
            cap: limit.map { max($0, settings.callTimeoutCap) } ?? settings.callTimeoutCap,
            for: caller,
            in: self
        )
        context.watch.begin(call)
        return call
    }

    /// Counts the caller of a call that was counted in; `nil` for one that need not be.
    private func enter(callerIn context: RequestContext) throws(RPCError) -> LimitKey? {
        let limit = settings.callsPerPrincipal
        guard counters.isBusy(for: limit), let address = context.address else { return nil }
        let caller = LimitKey.caller(context.caller, at: address)
        guard counters.enter(caller, limit: limit) else {
            counters.leave()
            throw .greedy
        }
        return caller
    }

    func end(_ call: RunningCall?, of placement: Placement) {
        counters.leave()
        placement.meter.calls.add()
        call?.end()
    }

    /// Runs `body` as one of the calls of this process: counted, timed, and where it has its place.
    func run<Value: Sendable>(
        _ request: RPCRequest,
        of placement: Placement,
        in context: RequestContext,
        _ body: () async throws -> Value
    ) async throws(RPCError) -> Result<Value, any Error> {
        let call = try begin(request, of: placement, in: context)
        defer { end(call, of: placement) }
        do {
            guard placement.isOnPool else { return .success(try await body()) }
            return .success(try await onPool(placement, body))
        } catch {
            if !(error is InputRequired) { placement.meter.failed() }
            return .failure(error)
        }
    }

    /// Runs `body` where it holds no loop, and counts how quick it was: one that failed at once was quick.
    @inline(never)
    func onPool<Value: Sendable>(_ placement: Placement, _ body: () async throws -> Value) async rethrows -> Value {
        try await withTaskExecutorPreference(globalConcurrentExecutor) {
            guard placement.comesBack else { return try await body() }
            let begin = ContinuousClock.now
            defer {
                let isQuick = begin.duration(to: .now) <= settings.stallTime
                if placement.ranOnPool(quickly: isQuick) {
                    let name = JSONValue.string(placement.name)
                    log.info("calls are quick again; the next ones run on their loop", ["name": name])
                }
            }
            return try await body()
        }
    }

    /// What the client may know of an error that is not meant for it: the number under which the log has the rest.
    func conceal(_ error: any Error, in placement: Placement, _ trace: TraceContext?) -> RPCError {
        if error is CancellationError, Task.isCancelled { return .cancelled }
        let request = RequestNumber()
        var fields: JSONObject = [
            "request": .string(request.text), "name": .string(placement.name), "error": .string("\(error)"),
        ]
        fields["trace_id"] = trace.map { .string($0.traceID.description) }
        log.error("a call failed", fields)
        return .internalError(request: request.text)
    }
}

/// What connects an answer with a line of the log.
struct RequestNumber: Sendable {
    /// Sixteen hexadecimal digits, by chance.
    let text: String

    init() {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        text = String(repeating: "0", count: 16 - digits.count) + digits
    }
}
