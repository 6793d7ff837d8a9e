/// What a server that listens to the signals of its process tells: on one of its loops, so nothing here may wait.
public struct ServerEvents: Sendable {
    /// Requests are answered from now on.
    public var started: @Sendable () -> Void
    /// The first SIGTERM or SIGINT has come; connections are taken for the drain delay still.
    public var stopping: @Sendable () -> Void
    /// SIGHUP has come. `nil` leaves the signal alone.
    public var reload: (@Sendable () -> Void)?
    /// Shows that no loop is stuck.
    public var pulse: Pulse?

    public struct Pulse: Sendable {
        public var interval: Duration
        public var beat: @Sendable () -> Void

        public init(every interval: Duration, _ beat: @escaping @Sendable () -> Void) {
            self.interval = interval
            self.beat = beat
        }
    }

    public init(
        started: @escaping @Sendable () -> Void = {},
        stopping: @escaping @Sendable () -> Void = {},
        reload: (@Sendable () -> Void)? = nil,
        pulse: Pulse? = nil
    ) {
        self.started = started
        self.stopping = stopping
        self.reload = reload
        self.pulse = pulse
    }
}
