import Auth
import HTTP
import JSON
import MCP
import Platform
import Synchronization
import Telemetry

/// An application that runs: over HTTP, or for one client on standard streams.
struct Service {
    private let configuration: Configuration
    private let application: Application
    private let logs: Logs
    private let log: Logger
    private let state: ProcessState
    private let manager = ServiceManager()
    private let tls: TLSSource?
    private let reloader: Reloader

    /// - Parameter source: where `configuration` came from, and where the next will.
    /// - Throws: when a log file cannot be opened, or a certificate cannot be read.
    init(
        _ configuration: Configuration,
        offering live: LiveCatalog,
        from source: ConfigurationSource
    ) throws {
        self.configuration = configuration
        tls = try configuration.tls.map { settings in try TLSSource(settings) }
        logs = try Logs(configuration)
        log = logs.log
        if !source.fromEnvironment.isEmpty {
            log.info("the environment sets keys", ["keys": .array(source.fromEnvironment.map { .string($0) })])
        }
        state = ProcessState(traces: Traces(configuration, log: log))
        let sealer = configuration.sealer()
        application = Application(
            configuration,
            offering: live,
            with: source.routes(configuration),
            sealer: sealer.value,
            in: state,
            log: log
        )
        reloader = Reloader(
            source,
            replacing: application,
            offering: live,
            sealing: sealer,
            in: state,
            logs: logs
        )
    }

    /// Serves until it is asked to stop.
    func serveHTTP() -> ExitCode {
        defer { logs.flush() }
        state.traces?.start()
        defer { state.traces?.finish() }
        if let descriptors = SystemProcess.prepare() {
            log.debug("descriptors", ["limit": .int(descriptors)])
        }
        do throws(HTTPServerError) {
            let inherited = SocketActivation()
            let server = try HTTPServer(
                configuration.server,
                listeningOn: inherited.server,
                tls: tls,
                behind: configuration.proxies.trusted,
                log: log,
                accessLog: logs.access
            )
            if configuration.keys.ring.isEmpty {
                log.warning("no server.keys: other replicas and the next start will not understand sessions")
            }
            let scheme = tls == nil ? "http" : "https"
            let place = "\(configuration.server.urlHost):\(server.port)"
            log.info("listening on \(configuration.server.socket?.path ?? "\(scheme)://\(place)/mcp")")
            let management = try startManagement(of: server, listeningOn: inherited.management)
            server.run(
                choosing: { [application, current = state.current] in current.application(since: application).handler },
                telling: events
            )
            management?.stop()
        } catch {
            log.error("cannot serve", ["reason": .string(error.description)])
            if case .noAddress = error { return .configuration }
            return .system
        }
        log.info("stopped")
        return .success
    }

    /// Outlives the drain of `server`, so that it can be watched.
    private func startManagement(
        of server: HTTPServer,
        listeningOn inherited: [Int32]
    ) throws(HTTPServerError) -> RunningServer? {
        guard let settings = configuration.management else { return nil }
        let listener = try HTTPServer(settings.server, listeningOn: inherited, log: log)
        log.info("metrics on http://\(settings.server.urlHost):\(listener.port)/metrics")
        let instruments = Instruments(
            first: application,
            state: state,
            server: { server.report },
            now: { WallClock.secondsSince1970 }
        )
        return listener.start(ManagementRoutes(instruments: instruments, settings: settings).handler)
    }

    private var events: ServerEvents {
        ServerEvents(
            started: { [state, manager] in
                state.health.begin()
                manager.tell(.ready)
            },
            stopping: { [state, manager, log] in
                state.health.drain()
                manager.tell(.stopping)
                log.info("stopping")
            },
            reload: { hangUp() },
            watch: watch,
            // Half of the time, so that one beat may be late.
            pulse: manager.watchdogTime.map { time in .init(every: time / 2) { [manager] in manager.tell(.alive) } },
            stuck: { [log] in
                log.error("a handler holds its event loop and does not let the process end")
                SystemProcess.exit(ExitCode.stuck.rawValue)
            }
        )
    }

    /// Certificates are looked at once a minute, whatever `server.reload` says.
    private var watch: ServerEvents.Pulse? {
        let certificates = tls.map { tls in { @Sendable [log] in tls.reload(telling: log, onlyIfChanged: true) } }
        guard configuration.reload == .watch else { return certificates.map { .init(every: .seconds(60), $0) } }
        let looks = Mutex(0)
        return .init(every: FileWatch.interval) { [reloader] in
            reloader.look()
            let isMinute = looks.withLock { looks in
                looks = (looks + 1) % 60
                return looks == 0
            }
            if isMinute { certificates?() }
        }
    }

    /// SIGHUP. Whatever else is read from files that others replace is read again here.
    private func hangUp() {
        logs.reopen()
        tls?.reload(telling: log)
        guard configuration.reload != .off else { return }
        manager.tell(.reloading)
        reloader.reload()
        manager.tell(.ready)
    }

    /// Serves until its client has finished.
    func serveStandardStreams() -> ExitCode {
        defer { logs.flush() }
        state.traces?.start()
        defer { state.traces?.finish() }
        SystemProcess.prepare()
        let settings = configuration.mcp
        StandardStreams.serve(lineLimit: settings.lineLimit) { [application, log] channel, surroundings in
            let connection = Connection(
                to: application.answering,
                as: .trusted,
                settings,
                timers: surroundings.timers,
                on: surroundings.executor,
                telling: application.mcp.changes,
                tasks: application.mcp.tasks,
                log: log
            )
            await connection.run(on: channel)
        }
        return .success
    }
}
