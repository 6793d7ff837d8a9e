public import HTTP
public import Telemetry
private import Synchronization

/// Asks other servers through libcurl, for whichever task and loop, with or without a server around it.
///
/// It runs on a thread of its own, which starts with the first request. Why not on the loops:
/// docs/decisions/outbound.md.
public final class CurlClient: HTTPClient {
    let engine: CurlEngine

    public convenience init(_ settings: OutboundSettings = OutboundSettings(), log: Logger) {
        self.init(settings, trusting: PublicAddress.contains, log: log)
    }

    /// - Parameters:
    ///   - isPublic: whether a host that a document names may have this address.
    ///   - answers: what the name service says, as `host:port:address,address`.
    init(
        _ settings: OutboundSettings,
        trusting isPublic: @escaping @Sendable ([UInt8]) -> Bool,
        answers: [String] = [],
        log: Logger
    ) {
        engine = CurlEngine(settings, isPublic: isPublic, answers: answers, log: log)
    }

    deinit { engine.stop() }

    /// Requests that wait or run.
    public var count: Int { engine.count }

    public func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
        let call = OutboundCall(request)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if call.wait(continuation) { engine.submit(call) }
            }
        } onCancel: {
            call.finish(.failure(.cancelled))
            engine.wake()
        }
        return try result.get()
    }
}

/// One request and whoever waits for its answer.
final class OutboundCall: Sendable {
    typealias Outcome = Result<HTTPClientResponse, HTTPClientError>
    private enum State {
        case new, waiting(CheckedContinuation<Outcome, Never>), finished(Outcome)
    }
    let request: HTTPClientRequest
    let deadline: ContinuousClock.Instant
    private let state = Mutex(State.new)

    init(_ request: HTTPClientRequest, at now: ContinuousClock.Instant = .now) {
        self.request = request
        deadline = now + request.timeout
    }

    var isFinished: Bool { state.withLock { if case .finished = $0 { true } else { false } } }

    /// - Returns: `false` when the outcome was there before, and `continuation` has it.
    func wait(_ continuation: CheckedContinuation<Outcome, Never>) -> Bool {
        let early: Outcome? = state.withLock { state in
            if case .finished(let outcome) = state { return outcome }
            state = .waiting(continuation)
            return nil
        }
        if let early { continuation.resume(returning: early) }
        return early == nil
    }

    /// The first outcome counts.
    func finish(_ outcome: Outcome) {
        let continuation: CheckedContinuation<Outcome, Never>? = state.withLock { state in
            defer { if case .finished = state {} else { state = .finished(outcome) } }
            if case .waiting(let continuation) = state { return continuation }
            return nil
        }
        continuation?.resume(returning: outcome)
    }
}
