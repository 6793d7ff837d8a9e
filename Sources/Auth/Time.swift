/// The clocks that verifying needs; tests bring their own.
public struct Time: Sendable {
    /// Seconds since 1970.
    public var now: @Sendable () -> Int
    /// Since some moment; never goes back.
    public var uptime: @Sendable () -> Duration

    public init(secondsSince1970 now: @escaping @Sendable () -> Int, uptime: (@Sendable () -> Duration)? = nil) {
        self.now = now
        let start = ContinuousClock.now
        self.uptime = uptime ?? { ContinuousClock.now - start }
    }
}
