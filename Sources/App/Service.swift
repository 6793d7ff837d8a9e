import Auth
import HTTP
import JSON
import MCP
import Platform
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

    /// - Throws: when a log file cannot be opened, or a certificate cannot be read.
    init(_ configuration: Configuration, offering live: LiveCatalog, with routes: [Route]) throws {
        self.configuration = configuration
        tls = try configuration.tls.map { settings in try TLSSource(settings) }
        logs = try Logs(configuration)
        log = logs.log
        state = ProcessState(traces: Traces(configuration, log: log))
        let sealer = KeyRing(configuration.keys.ring)
        application = Application(configuration, offering: live, with: routes, sealer: sealer, in: state, log: log)
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
            server.run(application.handler, telling: events)
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
            application: application,
            configuration: configuration,
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
            reload: { [logs, tls, log] in
                logs.reopen()
                tls?.reload(telling: log)
            },
            watch: tls.map { tls in
                .init(every: .seconds(60)) { [log] in tls.reload(telling: log, onlyIfChanged: true) }
            },
            // Half of the time, so that one beat may be late.
            pulse: manager.watchdogTime.map { time in .init(every: time / 2) { [manager] in manager.tell(.alive) } },
            stuck: { [log] in
                log.error("a handler holds its event loop and does not let the process end")
                SystemProcess.exitNow(ExitCode.stuck.rawValue)
            }
        )
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
