import Auth
import HTTP
import JSON
import MCP
import Platform
import Telemetry

/// The whole server, wired from its configuration: what a request passes on its way, in order.
public struct Application: Sendable {
    /// Answers HTTP.
    public let handler: any HTTPHandler
    /// Answers MCP, whichever way it comes.
    public let mcp: MCPServer
    /// The same, or with every request in a trace.
    let answering: any MCPHandler
    let sessions: SessionHTTP?
    let eventStreams: EventStreamHTTP
    let probes: HealthRoutes
    let keys: @Sendable () -> [KeyReport]

    /// - Parameters:
    ///   - routes: routes of one's own, for whoever may call `/mcp`.
    ///   - sealer: seals what clients keep for this server.
    ///   - client: asks other servers; `nil` makes one that the configuration describes.
    ///   - state: what stays when another application takes this one's place.
    public init(
        _ configuration: Configuration,
        offering live: LiveCatalog,
        with routes: [Route] = [],
        sealer: any Sealer = KeyRing(),
        asking client: (any HTTPClient)? = nil,
        in state: ProcessState = ProcessState(),
        log: Logger
    ) {
        let client = client ?? configuration.client(log: log)
        let now = { @Sendable in WallClock.secondsSince1970 }
        let sealing = Sealing(sealer, secondsSince1970: now)
        let tasks = TaskStore(configuration.mcp.tasks, secondsSince1970: now)
        let access = configuration.access.rules
        let counts = LimitTable()
        mcp = MCPServer(
            live,
            configuration.mcp,
            log: log,
            sealing: sealing,
            tasks: tasks,
            access: access,
            toolLimits: ToolLimits(configuration.limits.tool, in: counts)
        )
        let tracer = state.traces?.tracer
        answering = if let tracer { TracedServer(mcp, tracing: tracer) } else { mcp }
        sessions =
            configuration.mcp.sessions.mode == .off
            ? nil : SessionHTTP(answering, configuration.mcp, sealing: sealing, changes: mcp.changes, tasks: tasks)
        let endpoint = MCPEndpoint(answering, configuration.mcp, sessions: sessions, log: log)
        let name = configuration.mcp.name

        let open: [Route] =
            [.get("/") { _ in Self.greeting(of: name) }]
            + OAuthRoutes(configuration: configuration, sealer: sealer, client: client, log: log).routes
        probes = HealthRoutes(
            health: state.health,
            service: name,
            version: configuration.mcp.version,
            secondsSince1970: now
        )
        let guarded = (["/mcp", "/mcp/"] + configuration.aliases).map { Route.any($0, endpoint) }
        eventStreams = EventStreamHTTP(answering, configuration.mcp, telling: mcp.changes, tasks: tasks, log: log)
        let webSocket = configuration.webSocket
        let socket = Route.webSocket(
            "/ws",
            to: answering,
            of: mcp,
            configuration.mcp,
            compresses: webSocket.compresses,
            log: log
        )
        let optional =
            (configuration.mcp.sessions.servesEventStreams ? eventStreams.routes : [])
            + (webSocket.isEnabled ? [socket] : [])
        let gate = Gate(configuration, client: client, counting: counts, secondsSince1970: now, log: log)
        keys = gate.keys
        let router = Router(
            open + probes.routes + gate.guarding(guarded + optional + routes),
            behind: [
                TrustedProxies(configuration.proxies),
                Hosts(
                    configuration.effectiveHosts,
                    loopback: configuration.server.isLoopback,
                    openPaths: HealthRoutes.paths,
                    log: log
                ),
                configuration.effectiveCORS.map { CORS($0) },
            ]
        )
        handler = tracer.map { TracedRouter(router, tracing: $0, besides: HealthRoutes.paths) } ?? router
    }
}

extension Application {
    private static func greeting(of name: String) -> HTTPResponse {
        var response = HTTPResponse.json(["message": .string("Hello from \(name)")])
        // A browser may look here, and is not to guess what it sees.
        response.fields["X-Content-Type-Options"] = "nosniff"
        return response
    }

    /// A server whose catalog stays as it is, unless `mcp.offer` is called.
    public init(_ configuration: Configuration, offering catalog: Catalog, log: Logger) {
        self.init(configuration, offering: LiveCatalog(catalog), log: log)
    }
}
