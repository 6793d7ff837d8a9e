internal import CUV
public import HTTP
internal import Synchronization
public import Telemetry

/// Why a server cannot start.
public enum HTTPServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The host is neither an address nor `localhost`.
    case noAddress(String)
    /// What the system said when asked for the port.
    case cannotBind(host: String, port: Int, String)
    case cannotListen(String)

    public var description: String {
        switch self {
        case .noAddress(let host): "'\(host)' is neither an address nor localhost"
        case .cannotBind(let host, let port, let reason): "cannot bind \(host) port \(port): \(reason)"
        case .cannotListen(let reason): "cannot listen: \(reason)"
        }
    }
}

/// Listens on a port and gives each request to a handler, on one event loop for each core.
public final class HTTPServer: Sendable {
    private let settings: HTTPServerSettings
    private let sockets: ListeningSockets
    private let log: Logger
    private let accessLog: AccessLog?
    private let state = Mutex(State())

    private struct State {
        var workers: [HTTPWorker] = []
        var drains = 0
    }

    /// Binds the port and listens; clients wait for `run`.
    public init(
        _ settings: HTTPServerSettings,
        log: Logger,
        accessLog: AccessLog? = nil
    ) throws(HTTPServerError) {
        self.settings = settings
        self.accessLog = accessLog
        self.log = log
        let loops = settings.loops > 0 ? settings.loops : Int(uv_available_parallelism())
        sockets = try ListeningSockets(host: settings.host, port: settings.port, count: loops)
    }

    /// The port that is bound, also when the settings left it to the system.
    public var port: Int { sockets.port }

    /// Answers requests with `handler`. Returns when a drain has ended; blocks the calling thread until then.
    ///
    /// With `stopsOnSignals` the first SIGTERM or SIGINT drains, and the second closes what is left at once.
    /// - Parameters:
    ///   - hangUp: runs at each SIGHUP, on a thread of its own.
    ///   - stuck: runs, on a thread of its own, when the drain time and `grace` have passed since a signal and
    ///   a handler that holds its loop keeps this from returning.
    public func run(
        _ handler: any HTTPHandler,
        stopsOnSignals: Bool = false,
        hangUp: (@Sendable () -> Void)? = nil,
        stuck: @escaping @Sendable () -> Void = {}
    ) {
        let load = ServerLoad(settings.limits)
        let workers = sockets.descriptors.map { _ in HTTPWorker(load, handler: handler, log: log, accessLog: accessLog)
        }
        let isStopped = state.withLock { state in
            state.workers = workers
            return state.drains > 0
        }
        if isStopped { drain() }
        let threads = zip(workers, sockets.descriptors).dropFirst().map { worker, descriptor in
            SystemThread { worker.run(listeningOn: descriptor) }
        }
        let signals = stopsOnSignals ? signals(hangUp, stuck) : nil
        workers[0].run(listeningOn: sockets.descriptors[0])
        for thread in threads { thread.join() }
        signals?.end()
    }

    /// For loops to end by themselves, once they should have.
    static let grace = Duration.seconds(2)

    private func signals(
        _ hangUp: (@Sendable () -> Void)?,
        _ stuck: @escaping @Sendable () -> Void
    ) -> SignalThread {
        let drainTime = settings.limits.drainTime
        return SignalThread(hangUp: hangUp) { [self] count, timers in
            drain()
            timers.after((count == 1 ? drainTime : .zero) + Self.grace, stuck)
        }
    }

    /// Takes no more connections, and lets running requests finish for the drain time; called again, closes them.
    /// From any thread.
    public func drain() {
        let (workers, isFirst) = state.withLock { state in
            state.drains += 1
            return (state.workers, state.drains == 1)
        }
        for worker in workers {
            worker.loop.executor.perform {
                worker.drain()
                if !isFirst { worker.closeAll() }
            }
        }
    }
}
