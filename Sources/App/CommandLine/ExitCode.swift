/// What the process tells its parent (the numbers of `sysexits.h`).
public enum ExitCode: Int32, Sendable {
    case success = 0
    /// `healthcheck`: the server does not answer as it should.
    case unhealthy = 1
    /// The command line makes no sense.
    case usage = 64
    /// Asked to stop, a handler held its thread until the process was ended without it.
    case stuck = 70
    /// The system refused, for example the port.
    case system = 71
    /// The configuration is wrong, or cannot be served.
    case configuration = 78
}
