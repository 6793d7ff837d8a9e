import Auth
import HTTP
import Platform

/// What stays when the configuration changes: all that clients hold on to, and what has been counted.
public final class ProcessState: Sendable {
    public let health = Health()
    /// When the process started, seconds since 1970.
    public let start: Int
    /// The application that answers.
    public let current = Current()
    /// How the configuration came to be as it is.
    let reloads: Reloads
    /// How often who has called: no reload gives anybody a fresh start.
    let counts = LimitTable()
    /// Logins that have come back.
    let spentLogins = SpentStates()

    /// What clients have open.
    let streams = OpenStreams()

    /// `nil`: nothing is traced.
    public let traces: Traces?

    public init(start: Int = WallClock.secondsSince1970, traces: Traces? = nil) {
        self.start = start
        self.traces = traces
        reloads = Reloads(at: start)
    }
}
