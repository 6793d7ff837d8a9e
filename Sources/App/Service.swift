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

    /// - Throws: when a log file cannot be opened.
    init(_ configuration: Configuration, offering live: LiveCatalog) throws(LogFileError) {
        self.configuration = configuration
        logs = try Logs(configuration)
        log = logs.log
        let sealer = KeyRing(configuration.keys.ring)
        application = Application(configuration, offering: live, sealer: sealer, log: log)
    }

    /// Serves until it is asked to stop.
    func serveHTTP() -> ExitCode {
        defer { logs.flush() }
        if let descriptors = SystemProcess.prepare() {
            log.debug("descriptors", ["limit": .int(descriptors)])
        }
        do throws(HTTPServerError) {
            let server = try HTTPServer(configuration.server, log: log, accessLog: logs.access)
            if configuration.keys.ring.isEmpty {
                log.warning("no server.keys: other replicas and the next start will not understand sessions")
            }
            log.info("listening on http://\(configuration.server.urlHost):\(server.port)/mcp")
            server.run(application.handler, stopsOnSignals: true, hangUp: logs.reopen) { [log] in
                log.error("a handler holds its event loop and does not let the process end")
                SystemProcess.exitNow(ExitCode.stuck.rawValue)
            }
        } catch {
            log.error("cannot serve", ["reason": .string(error.description)])
            if case .noAddress = error { return .configuration }
            return .system
        }
        log.info("stopped")
        return .success
    }

    /// Serves until its client has finished.
    func serveStandardStreams() -> ExitCode {
        defer { logs.flush() }
        SystemProcess.prepare()
        let settings = configuration.mcp
        StandardStreams.serve(lineLimit: settings.lineLimit) { [application, log] channel, surroundings in
            let connection = Connection(
                to: application.mcp,
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
