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
    case socket(path: String, String)
    case cannotListen(String)

    public var description: String {
        switch self {
        case .noAddress(let host): "'\(host)' is neither an address nor localhost"
        case .cannotBind(let host, let port, let reason): "cannot bind \(host) port \(port): \(reason)"
        case .socket(let path, let reason): "cannot listen on \(path): \(reason)"
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
    private let tls: TLSSource?
    private let proxies: [CIDR]
    private let state = Mutex(State())

    private struct State {
        var workers: [HTTPWorker] = []
        var load: ServerLoad?
        var drains = 0
    }

    /// Binds the port and listens; clients wait for `run`.
    ///
    /// - Parameters:
    ///   - inherited: sockets that listen already, instead of the port of the settings.
    ///   - tls: what is shown to clients; `nil` for plain HTTP.
    ///   - proxies: whose connections are those of many clients, so that no share of the memory binds them.
    public init(
        _ settings: HTTPServerSettings,
        listeningOn inherited: [Int32] = [],
        tls: TLSSource? = nil,
        behind proxies: [CIDR] = [],
        log: Logger,
        accessLog: AccessLog? = nil
    ) throws(HTTPServerError) {
        self.settings = settings
        self.accessLog = accessLog
        self.tls = tls
        self.proxies = proxies
        self.log = log
        let loops = settings.loops > 0 ? settings.loops : Int(uv_available_parallelism())
        sockets =
            inherited.isEmpty
            ? try ListeningSockets(settings, count: loops)
            : try ListeningSockets(inherited: inherited, count: loops)
    }

    /// The port that is bound, also when the settings left it to the system.
    public var port: Int { sockets.port }

    /// Answers requests with `handler`. Returns when a drain has ended; blocks the calling thread until then.
    ///
    /// - Parameter events: with them, signals of the process are heard: the first SIGTERM or SIGINT drains, and the
    ///   second closes what is left at once.
    public func run(_ handler: any HTTPHandler, telling events: ServerEvents? = nil) {
        run(choosing: { handler }, telling: events)
    }

    /// The same, where each request is answered by the `handler` of its moment.
    public func run(choosing handler: @escaping @Sendable () -> any HTTPHandler, telling events: ServerEvents? = nil) {
        let load = ServerLoad(settings.limits, behind: proxies)
        let workers = sockets.descriptors.map { _ in
            HTTPWorker(
                load,
                choosing: handler,
                tls: tls,
                proxies: settings.proxyProtocol,
                log: log,
                accessLog: accessLog
            )
        }
        let isStopped = state.withLock { state in
            state.workers = workers
            state.load = load
            return state.drains > 0
        }
        if isStopped { drain() }
        // Before anybody is accepted: a crowd may leave no descriptors for a loop that is made later.
        let signals = events.map { self.signals($0) }
        let threads = zip(workers, sockets.descriptors).dropFirst().map { worker, descriptor in
            SystemThread { worker.run(listeningOn: descriptor) }
        }
        workers[0].run(listeningOn: sockets.descriptors[0])
        for thread in threads { thread.join() }
        sockets.remove()
        signals?.end()
    }

    /// For loops to end by themselves, once they should have.
    static let grace = Duration.seconds(2)

    private func signals(_ events: ServerEvents) -> SignalThread {
        SignalThread(
            { [self] count, timers in stop(count, events, timers) },
            reload: events.reload,
            starting: { [self] timers in
                if let pulse = events.pulse { beat(pulse, timers) }
                if let watch = events.watch { look(watch, timers) }
                events.started()
            }
        )
    }

    private func look(_ watch: ServerEvents.Pulse, _ timers: any Timers) {
        timers.after(watch.interval) { [self] in
            watch.beat()
            look(watch, timers)
        }
    }

    private func stop(_ count: Int, _ events: ServerEvents, _ timers: any Timers) {
        let limits = settings.limits
        guard count == 1 else {
            // The first may still wait for its delay.
            if state.withLock({ $0.drains == 0 }) { drain() }
            drain()
            timers.after(Self.grace, events.stuck)
            return
        }
        events.stopping()
        if limits.drainDelay > .zero {
            timers.after(limits.drainDelay) { [self] in drain() }
        } else {
            drain()
        }
        timers.after(limits.drainDelay + limits.drainTime + Self.grace, events.stuck)
    }

    /// What has been counted so far. From any thread.
    public var report: ServerReport {
        let (workers, load) = state.withLock { ($0.workers, $0.load) }
        var report = ServerReport()
        report.loops = workers.count
        for worker in workers { worker.meter.add(to: &report) }
        load?.add(to: &report)
        return report
    }

    /// Beats once every loop has turned, and again after a while: a loop that is stuck silences it.
    private func beat(_ pulse: ServerEvents.Pulse, _ timers: any Timers) {
        turn(workers[...]) { [self] in
            pulse.beat()
            timers.after(pulse.interval) { [self] in beat(pulse, timers) }
        }
    }

    /// One for each loop; none before `run`.
    var workers: [HTTPWorker] { state.withLock { $0.workers } }

    private func turn(_ workers: ArraySlice<HTTPWorker>, _ end: @escaping @Sendable () -> Void) {
        guard let worker = workers.first else { return end() }
        worker.loop.executor.perform { [self] in turn(workers.dropFirst(), end) }
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
