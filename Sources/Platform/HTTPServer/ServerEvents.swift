/// What a server that hears the signals of its process tells: on a thread of its own, where the next waits for the last.
public struct ServerEvents: Sendable {
    /// Requests are answered from now on.
    public var started: @Sendable () -> Void
    /// The first SIGTERM or SIGINT has come; connections are taken for the drain delay still.
    public var stopping: @Sendable () -> Void
    /// SIGHUP has come. `nil` leaves the signal alone.
    public var reload: (@Sendable () -> Void)?
    /// Looks again and again at what may have changed outside.
    public var watch: Pulse?
    /// Shows that no loop is stuck.
    public var pulse: Pulse?
    /// The drain time and two seconds have passed since a signal, and a handler that holds its loop keeps the server from
    /// ending.
    public var stuck: @Sendable () -> Void

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
        watch: Pulse? = nil,
        pulse: Pulse? = nil,
        stuck: @escaping @Sendable () -> Void = {}
    ) {
        self.started = started
        self.stopping = stopping
        self.reload = reload
        self.watch = watch
        self.pulse = pulse
        self.stuck = stuck
    }
}
