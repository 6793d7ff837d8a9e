import Auth
import HTTP
import JSON
import MCP
import Platform
import Synchronization
import Telemetry

/// Reads the configuration again, and puts another application in the place of the one that runs; or leaves everything as
/// it is, and says why. For one thread at a time.
final class Reloader: Sendable {
    private let source: ConfigurationSource
    private let started: Configuration
    private let first: Application
    private let live: LiveCatalog
    private let state: ProcessState
    private let logs: Logs
    private let running: Mutex<Running>
    private let watch = Mutex(FileWatch())

    private struct Running {
        /// As the file says, command line included.
        var wanted: Configuration
        var sealer: Kept<[Secret], any Sealer>
    }

    /// - Parameters:
    ///   - source: where `started` came from.
    ///   - live: what `first` offers.
    init(
        _ source: ConfigurationSource,
        replacing first: Application,
        offering live: LiveCatalog,
        sealing sealer: Kept<[Secret], any Sealer>,
        in state: ProcessState,
        logs: Logs
    ) {
        self.source = source
        self.first = first
        self.live = live
        self.state = state
        self.logs = logs
        started = first.configuration
        running = Mutex(Running(wanted: started, sealer: sealer))
    }

    /// Reloads when a file has changed and is no longer being written.
    func look() {
        let files = source.files
        if watch.withLock({ $0.hasSettled(files.present, since: files.known) }) { reload() }
    }

    func reload() {
        do throws(ReloadError) {
            try apply(source.read())
        } catch {
            for problem in error.problems {
                logs.log.error("the configuration is rejected", ["problem": .string(problem)])
            }
            logs.log.error("the configuration that ran before still holds")
            state.reloads.rejected(error.problems.joined(separator: "\n"))
        }
    }

    private func apply(_ loaded: LoadedConfiguration) throws(ReloadError) {
        let wanted = loaded.configuration
        let (configuration, waiting) = wanted.following(started)
        let predecessor = state.current.application(since: first).configuration
        if let reason = configuration.obstacle(for: started, after: predecessor) { throw ReloadError(reason) }
        for warning in loaded.renderedWarnings { logs.log.warning("the configuration", ["problem": .string(warning)]) }
        let before = running.withLock { $0.wanted }
        if wanted == before {
            logs.log.info("the configuration was read again; nothing has changed")
        } else {
            try replace(with: configuration)
            running.withLock { $0.wanted = wanted }
            logs.log.info("the configuration was read again, and holds")
        }
        if !waiting.isEmpty {
            logs.log.warning("changes that wait for a restart", ["keys": .array(waiting.map { .string($0) })])
        }
        state.reloads.applied(at: WallClock.secondsSince1970, waiting: waiting)
    }

    private func replace(with configuration: Configuration) throws(ReloadError) {
        let predecessor = state.current.application(since: first)
        let old = predecessor.configuration
        // Tools keep what they know, unless what they are made of has changed.
        let catalog = try configuration.offersOther(than: old) ? source.catalog(configuration) : nil
        let sealer = running.withLock { running in
            running.sealer = configuration.sealer(after: running.sealer)
            return running.sealer.value
        }
        let application = Application(
            configuration,
            offering: live,
            with: source.routes(configuration),
            sealer: sealer,
            in: state,
            succeeding: predecessor,
            log: logs.log
        )
        logs.move(to: configuration.log.level)
        state.current.replace(with: application)
        if application.admission !== predecessor.admission { state.streams.hold(against: application.admission) }
        if let catalog { live.offer(catalog) }
        if configuration.access != old.access { live.republish() }
    }
}

/// Why a file cannot take the place of another, in as many pieces as it has problems.
struct ReloadError: Error, Equatable {
    let problems: [String]
    init(_ problems: String...) { self.problems = problems }
    init(_ problems: [String]) { self.problems = problems }
}

extension Configuration {
    /// What seals by this configuration.
    func sealer(after earlier: Kept<[Secret], any Sealer>? = nil) -> Kept<[Secret], any Sealer> {
        Kept(keys.ring, after: earlier) { KeyRing(keys.ring) }
    }

    /// Whether a server with this configuration has other tools, resources and prompts.
    fileprivate func offersOther(than other: Configuration) -> Bool {
        demo != other.demo || demo.isEnabled && mcp != other.mcp
    }

    /// Why a process that was started with `started`, and runs by `running`, cannot go on with this.
    fileprivate func obstacle(for started: Configuration, after running: Configuration) -> String? {
        if let exposure { return exposure }
        // A file that is cut short while it is written has no [middleware.jwt] either, and loopback may be a proxy's side.
        if jwt == .disabled, running.jwt != .disabled {
            return "nobody would need a token any more: restart to apply this"
        }
        guard accessLog != nil, case .external(let proxy) = jwt else { return nil }
        if case .external(let first) = started.jwt, first.header == proxy.header { return nil }
        // Which headers are hidden was settled when the log was opened.
        return "the access log would show what the proxy says in '\(proxy.header.text)': restart to apply this"
    }
}
