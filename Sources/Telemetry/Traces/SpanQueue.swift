private import Synchronization

/// Spans that have ended and wait to be sent. Whoever puts one in never waits: beyond the limit it is dropped, and counted.
public final class SpanQueue: Sendable {
    /// Why a span was not delivered.
    public enum Loss: String, Sendable, CaseIterable {
        /// No room: more came than could be sent.
        case full
        /// The receiver did not answer, or said too often that it cannot now.
        case unreachable
        /// The receiver does not take it.
        case refused
        /// The process stopped.
        case stopped
    }

    /// Spans at most.
    public let limit: Int
    private let state = Mutex(State())

    private struct State: Sendable {
        var spans: [SpanRecord] = []
        var isClosed = false
        var waiter: CheckedContinuation<Void, Never>?
        var isWoken = false
        /// How many the waiter waits for.
        var wanted = 0
        var delivered = 0
        var lost: [Loss: Int] = [:]

        mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
            guard isClosed || spans.count >= wanted else { return nil }
            return waiter.take()
        }
    }

    public init(limit: Int) { self.limit = limit }

    public func put(_ span: SpanRecord) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.isClosed, state.spans.count < limit else {
                state.lost[state.isClosed ? .stopped : .full, default: 0] += 1
                return nil
            }
            state.spans.append(span)
            return state.takeWaiter()
        }
        waiter?.resume()
    }

    /// Returns when `count` spans are there, or at `wake`, or when nothing more will come; without a number, however many
    /// are there. For one caller at a time.
    public func wait(for count: Int?) async {
        let wanted = count.map { min($0, limit) } ?? .max
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                defer { state.isWoken = false }
                guard !state.isClosed, !state.isWoken, state.spans.count < wanted else { return true }
                state.waiter = continuation
                state.wanted = wanted
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// Lets whoever waits, or the next who would, go on with what is there.
    public func wake() {
        let waiter = state.withLock { state in
            state.isWoken = state.waiter == nil
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// The oldest, `most` of them.
    public func take(_ most: Int) -> [SpanRecord] {
        state.withLock { state in
            defer { state.spans.removeFirst(min(most, state.spans.count)) }
            return Array(state.spans.prefix(most))
        }
    }

    /// What comes from now on is dropped.
    public func close() {
        let waiter = state.withLock { state in
            state.isClosed = true
            return state.waiter.take()
        }
        waiter?.resume()
    }

    public var isClosed: Bool { state.withLock { $0.isClosed } }
    /// Spans that wait.
    public var count: Int { state.withLock { $0.spans.count } }

    /// The receiver has taken `count` spans.
    public func delivered(_ count: Int) { state.withLock { $0.delivered += count } }
    public func lost(_ count: Int, _ loss: Loss) { state.withLock { $0.lost[loss, default: 0] += count } }

    /// What has become of the spans so far.
    public var report: TraceReport { state.withLock { TraceReport(delivered: $0.delivered, lost: $0.lost) } }
}

/// What has become of the spans of a process.
public struct TraceReport: Sendable, Equatable {
    public var delivered = 0
    public var lost: [SpanQueue.Loss: Int] = [:]

    public init(delivered: Int = 0, lost: [SpanQueue.Loss: Int] = [:]) {
        self.delivered = delivered
        self.lost = lost
    }
}
