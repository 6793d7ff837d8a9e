import HTTP
import MCP
import Platform

/// The process: from a command line to an exit code.
public enum Daemon {
    /// Makes the catalog of a server. A fork changes `Catalog.app`; a test brings its own.
    public typealias Offering = () throws(CatalogError) -> Catalog

    /// Makes routes of one's own, for whoever may call `/mcp`.
    public typealias Routes = (Configuration) -> [Route]

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
        offering: @escaping Offering = Catalog.app
    ) -> ExitCode {
        do throws(UsageError) {
            switch try Invocation(words) {
            case .help(let command):
                SystemProcess.print(Help.text(for: command))
                return .success
            case .run(.version, _):
                SystemProcess.print("mcp-forge \(Version.current)")
                return .success
            case .run(let command, let options):
                return run(command, options, Offer(live: live, routes: routes, catalog: offering))
            }
        } catch {
            return complain(error.message, .usage)
        }
    }

    private static func run(
        _ command: Command?,
        _ options: Invocation.Options,
        _ offer: Offer
    ) -> ExitCode {
        let loaded: LoadedConfiguration
        do throws(ConfigurationError) {
            var loader = ConfigurationLoader()
            // A catalog that changes while it is served may have more than it begins with.
            if offer.live == nil { loader.items = { try? offer.catalog().withDemo($0.withoutMessages).items } }
            loaded = try loader.load(options.config)
        } catch {
            SystemProcess.complain("\(error)")
            return .configuration
        }
        for warning in loaded.renderedWarnings { SystemProcess.complain(warning) }
        let configuration = loaded.configuration.changed(by: options)
        switch command ?? (configuration.transport == .http ? .http : .stdio) {
        case .http: return serve(configuration, offer) { $0.serveHTTP() }
        case .stdio: return serve(configuration, offer) { $0.serveStandardStreams() }
        case .check:
            SystemProcess.print("\(loaded.path ?? "no file, built-in defaults"): ok")
            return .success
        case .healthcheck: return healthcheck(configuration)
        case .version: return .success
        }
    }

    private static func serve(
        _ configuration: Configuration,
        _ offer: Offer,
        _ serve: (Service) -> ExitCode
    ) -> ExitCode {
        if let reason = configuration.exposure {
            return complain(reason, .configuration)
        }
        do {
            let catalog = try offer.catalog().withDemo(configuration)
            offer.live?.offer(catalog)
            let live = offer.live ?? LiveCatalog(catalog)
            return serve(try Service(configuration, offering: live, with: offer.routes(configuration)))
        } catch {
            return complain("\(error)", .configuration)
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

extension Configuration {
    /// The same, keeping messages of the demo in memory: nothing is opened that only a server opens.
    fileprivate var withoutMessages: Configuration {
        var configuration = self
        configuration.demo.messagesFile = nil
        return configuration
    }

    /// What the command line says holds against what the file says.
    fileprivate func changed(by options: Invocation.Options) -> Configuration {
        var configuration = self
        if options.host != nil || options.port != nil { configuration.server.socket = nil }
        configuration.server.host = options.host ?? server.host
        configuration.server.port = options.port ?? server.port
        configuration.log.level = options.logLevel ?? log.level
        return configuration
    }
}
