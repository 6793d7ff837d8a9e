internal import HTTP
internal import Synchronization
internal import Telemetry

/// What one loop of a server counts. Each loop has its own, so that counting shares nothing; nobody else writes statuses and
/// durations.
final class LoopMeter: Sendable {
    let durations = DurationHistogram()
    let stalls = Counter()
    /// Nanoseconds.
    let stalledTime = Counter()
    private let statuses: InlineArray<600, Atomic<Int>> = InlineArray { _ in Atomic(0) }
    private let refusals: InlineArray<9, Atomic<Int>> = InlineArray { _ in Atomic(0) }
    private let eventStreams = Atomic(0)
    private let webSockets = Atomic(0)

    /// A head with `status` was written.
    func answered(_ status: HTTPStatus) {
        guard statuses.indices.contains(status.code) else { return }
        statuses[status.code].store(statuses[status.code].load(ordering: .relaxed) &+ 1, ordering: .relaxed)
    }

    func refused(_ refusal: Refusal) { refusals[refusal.rawValue].wrappingAdd(1, ordering: .relaxed) }

    func stalled(nanoseconds: UInt64) {
        stalls.add()
        stalledTime.add(Int(clamping: nanoseconds))
    }

    func eventStreamBegan() { eventStreams.wrappingAdd(1, ordering: .relaxed) }
    func eventStreamEnded() { eventStreams.wrappingSubtract(1, ordering: .relaxed) }
    func webSocketBegan() { webSockets.wrappingAdd(1, ordering: .relaxed) }
    func webSocketEnded() { webSockets.wrappingSubtract(1, ordering: .relaxed) }

    /// Adds what was counted here to `report`.
    func add(to report: inout ServerReport) {
        for code in statuses.indices {
            let count = statuses[code].load(ordering: .relaxed)
            if count > 0 { report.answers[code, default: 0] += count }
        }
        for refusal in Refusal.allCases {
            report.refusals[refusal.name, default: 0] += refusals[refusal.rawValue].load(ordering: .relaxed)
        }
        report.durations = report.durations + durations.snapshot
        report.stalls += stalls.value
        report.stalledNanoseconds += stalledTime.value
        report.eventStreams += eventStreams.load(ordering: .relaxed)
        report.webSockets += webSockets.load(ordering: .relaxed)
    }
}

/// Why a server did not give something to its handler.
enum Refusal: Int, CaseIterable {
    case connections, requests, memory, malformed, head, body, slow, handshake, other

    /// What the answer says about the reason.
    init(_ status: HTTPStatus) {
        switch status.code {
        case 400: self = .malformed
        case 408: self = .slow
        case 413: self = .body
        case 414, 431: self = .head
        case 503: self = .memory
        default: self = .other
        }
    }

    var name: String { "\(self)" }
}
