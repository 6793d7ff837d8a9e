import MCP
import Platform
import Synchronization

/// Where the configuration of this process comes from, and what it serves with one.
struct ConfigurationSource: Sendable {
    /// What the command line says; it holds against every file.
    private let options: Invocation.Options
    /// The file that the process began with. It must stay there: defaults are no substitute.
    var path: String?
    /// The keys that variables set at the start, for the log.
    var fromEnvironment: [String] = []
    /// Routes of one's own.
    let routes: Daemon.Routes
    private let make: Daemon.Offering
    private let made: MadeCatalog?
    /// Whether tools change what is offered: it may have more then than it begins with, so that no rule is held against it.
    private let changes: Bool
    let files = FilesRead()
    /// What people have posted in the demo, where no file keeps it.
    private let messages = MessageStore()

    /// - Parameter offering: is asked once, so that tools keep what they know; again each time where they change what is
    ///   offered.
    init(
        _ options: Invocation.Options,
        changes: Bool = false,
        _ offering: @escaping Daemon.Offering,
        routes: @escaping Daemon.Routes = { _ in [] }
    ) {
        self.routes = routes
        self.options = options
        self.changes = changes
        made = changes ? nil : MadeCatalog()
        make = offering
    }

    /// What a server with this configuration offers.
    func offering(_ configuration: Configuration) throws(CatalogError) -> Catalog {
        guard let made else { return try make().withDemo(configuration, keeping: messages) }
        return try made.catalog(make).withDemo(configuration, keeping: messages)
    }

    /// What the file says now.
    func read() throws(ReloadError) -> LoadedConfiguration {
        files.begin()
        do throws(ConfigurationError) {
            return try loader.load(path ?? options.config).changed(by: options)
        } catch {
            throw ReloadError(error.renderings)
        }
    }

    func catalog(_ configuration: Configuration) throws(ReloadError) -> Catalog {
        do throws(CatalogError) { return try offering(configuration) } catch { throw ReloadError("\(error)") }
    }

    var loader: ConfigurationLoader {
        var loader = ConfigurationLoader()
        loader.readFile = { [files] in files.read($0, limit: ConfigurationLoader.sizeLimit) }
        if !changes { loader.items = { [self] in try? offering($0.withoutMessages).items } }
        return loader
    }
}

/// The catalog that was made when it was first asked for.
private final class MadeCatalog: Sendable {
    private let known = Mutex<Catalog?>(nil)

    func catalog(_ make: Daemon.Offering) throws(CatalogError) -> Catalog {
        try known.withLock { known throws(CatalogError) in
            if let known { return known }
            let catalog = try make()
            known = catalog
            return catalog
        }
    }
}

extension LoadedConfiguration {
    /// What the command line says holds against what the file says.
    func changed(by options: Invocation.Options) -> LoadedConfiguration {
        var changed = configuration
        if options.host != nil || options.port != nil { changed.server.socket = nil }
        changed.server.host = options.host ?? configuration.server.host
        changed.server.port = options.port ?? configuration.server.port
        changed.log.level = options.logLevel ?? configuration.log.level
        return LoadedConfiguration(configuration: changed, path: path, warnings: warnings, values: values)
    }
}

extension Configuration {
    /// The same, keeping messages of the demo in memory: nothing is opened that only a server opens.
    fileprivate var withoutMessages: Configuration {
        var configuration = self
        configuration.demo.messagesFile = nil
        return configuration
    }
}
