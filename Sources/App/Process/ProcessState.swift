import Platform

/// What stays when the configuration changes: all that clients hold on to, and what has been counted.
public final class ProcessState: Sendable {
    public let health = Health()
    /// When the process started, seconds since 1970.
    public let start: Int
    /// `nil`: nothing is traced.
    public let traces: Traces?

    public init(start: Int = WallClock.secondsSince1970, traces: Traces? = nil) {
        self.start = start
        self.traces = traces
    }
}
