import HTTP
import JSON
import MCP
import Platform
import Telemetry

/// The process: from a command line to an exit code.
public enum Daemon {
    /// Runs what `words`, the command line without the name of the program, ask for.
    ///
    /// `offering` makes the catalog; a fork changes `Catalog.app`, a test brings its own.
    public static func run(
        _ words: [String],
        offering catalog: () throws(CatalogError) -> Catalog = Catalog.app
    ) -> ExitCode {
        do throws(UsageError) {
            switch try Invocation(words) {
            case .help(let command):
                SystemProcess.print(Help.text(for: command))
                return .success
            case .run(let command, let options):
                return run(command, options, catalog)
            }
        } catch {
            SystemProcess.complain("mcp-forge: \(error.message)")
            return .usage
        }
    }

    private static func run(
        _ command: Command?,
        _ options: Invocation.Options,
        _ catalog: () throws(CatalogError) -> Catalog
    ) -> ExitCode {
        if command == .version {
            SystemProcess.print("mcp-forge \(Version.current)")
            return .success
        }
        var configuration = Configuration()
        if let host = options.host { configuration.server.host = host }
        if let port = options.port { configuration.server.port = port }
        switch command {
        case .check: return .success
        case .healthcheck: return .success
        default: break
        }
        do throws(CatalogError) {
            let service = Service(configuration, offering: try catalog(), level: options.logLevel ?? .info)
            return command == .stdio ? service.serveStandardStreams() : service.serveHTTP()
        } catch {
            SystemProcess.complain("mcp-forge: \(error)")
            return .configuration
        }
    }
}
