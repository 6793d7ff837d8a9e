internal import JSON
internal import Telemetry

/// What every call shares, whether of a tool, a resource, a prompt or a completion.
extension MCPServer {
    /// Runs `body` as one of the calls of this process: counted, timed, and where it has its place.
    func run<Value: Sendable>(
        _ request: RPCRequest,
        of placement: Placement,
        limit: Duration? = nil,
        in context: RequestContext,
        _ body: () async throws -> Value
    ) async throws(RPCError) -> Result<Value, any Error> {
        guard counters.enter(limit: settings.callLimit) else { throw .busy }
        defer { counters.leave() }
        guard case .none = context.watch else {
            let call = RunningCall(
                request.id,
                of: placement,
                limit: limit ?? settings.callTimeout,
                cap: max(settings.callTimeoutCap, limit ?? .zero),
                counters: counters,
                log: log
            )
            context.watch.begin(call)
            defer { call.end() }
            return await outcome(of: placement, body)
        }
        return await outcome(of: placement, body)
    }

    private func outcome<Value: Sendable>(
        of placement: Placement,
        _ body: () async throws -> Value
    ) async -> Result<Value, any Error> {
        do {
            guard placement.isOnPool else { return .success(try await body()) }
            return .success(try await withTaskExecutorPreference(globalConcurrentExecutor) { try await body() })
        } catch {
            return .failure(error)
        }
    }

    /// What the client may know of an error that is not meant for it: the number under which the log has the rest.
    func conceal(_ error: any Error, in placement: Placement) -> RPCError {
        if error is CancellationError, Task.isCancelled { return .cancelled }
        let request = RequestNumber()
        log.error(
            "a call failed",
            ["request": .string(request.text), "name": .string(placement.name), "error": .string("\(error)")]
        )
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
