private import Synchronization

/// The level of loggers that follow it; may change while they write.
public final class LogThreshold: Sendable {
    private let place: Atomic<Int>

    public init(_ level: LogLevel) { place = Atomic(level.rank) }

    /// Whether an event of `level` is written.
    func admits(_ level: LogLevel) -> Bool { level.rank >= place.load(ordering: .relaxed) }

    /// From now on events below `level` are not written.
    public func move(to level: LogLevel) { place.store(level.rank, ordering: .relaxed) }
}
