internal import HTTP
internal import JSON
internal import Synchronization
internal import Telemetry

/// The thread on which libcurl runs: takes calls in, lets `requests` of them run, and sleeps when there is nothing to do.
final class CurlEngine: @unchecked Sendable {
    private struct Shared {
        var submitted: [OutboundCall] = []
        /// Calls that wait or run.
        var count = 0
        var isStarted = false
        var isStopped = false
        /// Where the thread sleeps, while it can be woken.
        var multi: CurlMulti?
    }
    private let shared = Mutex(Shared())
    private let settings: OutboundSettings
    private let isPublic: @Sendable ([UInt8]) -> Bool
    private let answers: [String]
    private let log: Logger

    // The thread only.
    private var queue: [OutboundCall] = []
    private var running: [CurlTransfer] = []

    init(
        _ settings: OutboundSettings,
        isPublic: @escaping @Sendable ([UInt8]) -> Bool,
        answers: [String],
        log: Logger
    ) {
        self.settings = settings
        self.isPublic = isPublic
        self.answers = answers
        self.log = log
    }

    /// Calls that wait or run.
    var count: Int { shared.withLock { $0.count } }

    func submit(_ call: OutboundCall) {
        let (isTaken, starts) = shared.withLock { shared in
            guard !shared.isStopped, shared.count < settings.requests + settings.waiting else { return (false, false) }
            shared.count += 1
            shared.submitted.append(call)
            defer { shared.isStarted = true }
            return (true, !shared.isStarted)
        }
        guard isTaken else { return call.finish(.failure(.overloaded)) }
        // Ends with `stop`.
        if starts { _ = SystemThread { [self] in run() } } else { wake() }
    }

    func wake() { shared.withLock { $0.multi }?.wake() }

    /// Ends the thread; calls that run are cancelled.
    func stop() {
        shared.withLock { $0.isStopped = true }
        wake()
    }

    // MARK: The thread

    private func run() {
        guard let curl = CurlLibrary.shared, let multi = CurlMulti(curl, keeping: Self.keptConnections) else {
            log.error("libcurl cannot be loaded: nothing can be asked of other servers")
            return refuseAll()
        }
        shared.withLock { $0.multi = multi }
        while takeIn() {
            leave(multi)
            start(curl, multi)
            multi.perform()
            if !collect(curl, multi) { multi.sleep(patience) }
        }
        shared.withLock { $0.multi = nil }
        for call in queue { call.finish(.failure(.cancelled)) }
        for transfer in running { end(transfer, .failure(.cancelled), multi) }
    }

    /// - Returns: whether to go on.
    private func takeIn() -> Bool {
        shared.withLock { shared in
            queue += shared.submitted
            shared.submitted = []
            return !shared.isStopped
        }
    }

    /// Lets go of what nobody waits for any more, or too long.
    private func leave(_ multi: CurlMulti) {
        let now = ContinuousClock.now
        let before = queue.count
        queue.removeAll { call in
            if call.deadline <= now { call.finish(.failure(.timedOut)) }
            return call.isFinished
        }
        count(down: before - queue.count)
        for transfer in running where transfer.call.isFinished { end(transfer, .failure(.cancelled), multi) }
        running.removeAll(where: \.hasEnded)
    }

    private func start(_ curl: CurlLibrary, _ multi: CurlMulti) {
        while running.count < settings.requests, !queue.isEmpty {
            let call = queue.removeFirst()
            guard let transfer = CurlTransfer(call, curl, settings, isPublic: isPublic, answers: answers) else {
                call.finish(.failure(.unreachable))
                count(down: 1)
                continue
            }
            running.append(transfer)
            multi.add(transfer)
        }
    }

    /// - Returns: whether anything has come to its end.
    private func collect(_ curl: CurlLibrary, _ multi: CurlMulti) -> Bool {
        var ended = false
        while let (transfer, code) = multi.next() {
            let outcome = transfer.outcome(code)
            if case .failure(let error) = outcome { report(transfer, error, curl.reason(code)) }
            end(transfer, outcome, multi)
            ended = true
        }
        running.removeAll(where: \.hasEnded)
        return ended
    }

    private func end(_ transfer: CurlTransfer, _ outcome: OutboundCall.Outcome, _ multi: CurlMulti) {
        transfer.leave(multi)
        transfer.call.finish(outcome)
        count(down: 1)
    }

    private func report(_ transfer: CurlTransfer, _ error: HTTPClientError, _ reason: String) {
        let address = transfer.refusedAddress
        log.warning(
            error == .notAllowed ? "a document led to an address that is not public" : "another server did not answer",
            [
                "server": .string(transfer.call.request.url.origin),
                "reason": .string(address.map { "\($0) is not public" } ?? reason),
            ]
        )
    }

    private func count(down count: Int) {
        if count > 0 { shared.withLock { $0.count -= count } }
    }

    private func refuseAll() {
        let calls = shared.withLock { shared in
            defer {
                shared.submitted = []
                shared.count = 0
                // The next call tries again: the library may have been installed meanwhile.
                shared.isStarted = false
            }
            return shared.submitted
        }
        for call in calls { call.finish(.failure(.unreachable)) }
    }

    /// How long the thread may sleep, milliseconds: until the first call has waited too long.
    private var patience: Int32 {
        guard let next = queue.map(\.deadline).min() else { return 60_000 }
        return Int32(clamping: min((next - .now).milliseconds, 60_000))
    }

    /// Connections that are kept open for the next request.
    private static let keptConnections = 8
}
