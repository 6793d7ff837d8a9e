internal import HTTP

/// The time of day by a clock that never goes back, so that one clock is read where both are wanted. Belongs to one loop.
struct LogTime {
    /// For so long the two are taken to run alike, nanoseconds. Whoever sets the time of day is heard after it.
    static let trust: UInt64 = 100_000_000

    private var readAt: UInt64 = 0
    /// Nanoseconds since 1970 when it was read.
    private var time: UInt64 = 0
    private let read: () -> UInt64

    /// - Parameter read: nanoseconds since 1970.
    init(_ read: @escaping () -> UInt64 = { WallClock.nanosecondsSince1970 }) { self.read = read }

    /// - Parameter now: nanoseconds of the other clock.
    mutating func moment(at now: UInt64) -> AccessLines.Moment {
        if time == 0 || now &- readAt >= Self.trust {
            readAt = now
            time = read()
        }
        let milliseconds = Int((time &+ (now &- readAt)) / 1_000_000)
        return AccessLines.Moment(seconds: milliseconds / 1000, milliseconds: milliseconds % 1000)
    }
}
