import HTTP
import MCP
import Platform

/// The process: from a command line to an exit code.
public enum Daemon {
    /// Makes the catalog of a server. A fork changes `Catalog.app`; a test brings its own.
    public typealias Offering = @Sendable () throws(CatalogError) -> Catalog

    /// Makes routes of one's own, for whoever may call `/mcp`.
    public typealias Routes = @Sendable (Configuration) -> [Route]

    /// What is served.
    private struct Offer {
        let live: LiveCatalog?
        let routes: Routes
        let catalog: Offering
    }

    /// Runs what `words`, the command line without the name of the program, ask for.
    ///
    /// - Parameter live: what serves the catalog; one that tools hold, where they change what is offered.
    public static func run(
        _ words: [String],
        on live: LiveCatalog? = nil,
        with routes: @escaping Routes = { _ in [] },
        offering: @escaping Offering = { () throws(CatalogError) in try Catalog.app() }
    ) -> ExitCode {
        do throws(UsageError) {
            switch try Invocation(words) {
            case .help(let command):
                SystemProcess.print(Help.text(for: command))
                return .success
            case .run(.version, _):
                SystemProcess.print("mcp-forge \(Version.current)")
                return .success
            case .run(.convert, let options): return options.converter.convert(options.config)
            case .run(_, let options) where options.question != nil:
                return try answer(options)
            case .run(let command, let options):
                return run(command, options, Offer(live: live, routes: routes, catalog: offering))
            }
        } catch {
            return complain(error.message, .usage)
        }
    }

    /// What is asked about keys needs no configuration, but shows the value there.
    private static func answer(_ options: Invocation.Options) throws(UsageError) -> ExitCode {
        switch options.question {
        case .explain(let key): SystemProcess.print(try Explanation(of: key, in: loaded(options)).text)
        case .schema: SystemProcess.print(ConfigurationSchema().json.indented)
        case .reference: SystemProcess.print(ConfigurationReference.markdown)
        case nil: break
        }
        return .success
    }

    private static func loaded(_ options: Invocation.Options) -> LoadedConfiguration? {
        do throws(ConfigurationError) {
            return try ConfigurationLoader().load(options.config)
        } catch {
            return nil
        }
    }

    private static func run(
        _ command: Command?,
        _ options: Invocation.Options,
        _ offer: Offer
    ) -> ExitCode {
        let loaded: LoadedConfiguration
        var source = ConfigurationSource(options, changes: offer.live != nil, offer.catalog, routes: offer.routes)
        // Whoever changes a file once it has been read finds somebody who hears of it.
        if command == nil || command == .http { SystemProcess.holdHangUp() }
        do throws(ConfigurationError) {
            loaded = try source.loader.load(options.config).changed(by: options)
        } catch {
            SystemProcess.complain("\(error)")
            return .configuration
        }
        source.path = loaded.path
        source.fromEnvironment = loaded.fromEnvironment
        for warning in loaded.renderedWarnings { SystemProcess.complain(warning) }
        let configuration = loaded.configuration
        switch command ?? (configuration.transport == .http ? .http : .stdio) {
        case .http: return serve(configuration, offer.live, source) { $0.serveHTTP() }
        case .stdio:
            SystemProcess.takeHangUp()
            return serve(configuration, offer.live, source) { $0.serveStandardStreams() }
        case .check: return check(loaded, options, source)
        case .healthcheck: return healthcheck(configuration)
        case .convert, .version: return .success
        }
    }

    private static func serve(
        _ configuration: Configuration,
        _ live: LiveCatalog?,
        _ source: ConfigurationSource,
        _ serve: (Service) -> ExitCode
    ) -> ExitCode {
        if let reason = configuration.exposure {
            return complain(reason, .configuration)
        }
        do {
            let catalog = try source.offering(configuration)
            live?.offer(catalog)
            return serve(try Service(configuration, offering: live ?? LiveCatalog(catalog), from: source))
        } catch {
            return complain("\(error)", .configuration)
        }
    }

    private static func check(
        _ loaded: LoadedConfiguration,
        _ options: Invocation.Options,
        _ source: ConfigurationSource
    ) -> ExitCode {
        guard let diff = options.diff else {
            SystemProcess.print("\(loaded.path ?? "no file, built-in defaults"): ok")
            for line in loaded.fromEnvironment { SystemProcess.print("  \(line)") }
            return .success
        }
        do throws(ConfigurationError) {
            let old = try diff.path.map { path throws(ConfigurationError) in try source.loader.load(path) }
            SystemProcess.print(ConfigurationDiff(from: old, to: loaded).text)
            return .success
        } catch {
            SystemProcess.complain("\(error)")
            return .configuration
        }
    }

    private static func healthcheck(_ configuration: Configuration) -> ExitCode {
        guard let (settings, tls) = configuration.probed else {
            return complain(
                "only proxies, or clients with a certificate, are served here; write [management], which is asked then",
                .unhealthy
            )
        }
        switch HealthProbe.ask(host: settings.host, port: settings.port, socket: settings.socket?.path, tls: tls) {
        case .status(200): return .success
        case .status(let status): return complain("the server answered \(status)", .unhealthy)
        case .none(let reason): return complain(reason, .unhealthy)
        }
    }

    private static func complain(_ reason: String, _ code: ExitCode) -> ExitCode {
        SystemProcess.complain("mcp-forge: \(reason)")
        return code
    }
}
