import Auth
import HTTP
import JSON
import MCP
import Platform
import Telemetry

/// The whole server, wired from its configuration: what a request passes on its way, in order.
public final class Application: Sendable {
    /// Answers HTTP.
    public let handler: any HTTPHandler
    /// Answers MCP, whichever way it comes.
    public let mcp: MCPServer
    /// The same, or with every request in a trace.
    let answering: any MCPHandler
    /// What it was made of.
    public let configuration: Configuration
    /// Clients with a handshake; `isServed` is whether there are any.
    let sessions: SessionHTTP
    let eventStreams: EventStreamHTTP
    let probes: HealthRoutes
    let admission: Admission
    /// How often one may ask.
    let limits: RequestLimits?
    private let parts: Parts

    /// What the next application takes over where it is made of the same.
    private struct Parts: Sendable {
        let client: SuccessiveClient
        let outbound: Kept<OutboundSettings, CurlClient>
        let admission: Kept<Admission.Rules, Admission>
        let oauth: Kept<OAuthRoutes.Part, [Route]>
        let sealer: any Sealer
    }

    /// - Parameters:
    ///   - own: routes of one's own, for whoever may call `/mcp`.
    ///   - sealer: seals what clients keep for this server.
    ///   - client: asks other servers; `nil` makes one that the configuration describes.
    ///   - state: what stays when another application takes this one's place.
    ///   - predecessor: whose place this one takes, and whose clients it goes on to serve.
    public init(
        _ configuration: Configuration,
        offering live: LiveCatalog,
        with own: [Route] = [],
        sealer: any Sealer = KeyRing(),
        asking client: (any HTTPClient)? = nil,
        in state: ProcessState = ProcessState(),
        succeeding predecessor: Application? = nil,
        log: Logger
    ) {
        self.configuration = configuration
        let earlier = predecessor?.parts
        let now = { @Sendable in WallClock.secondsSince1970 }
        let outbound = Kept(configuration.outbound, after: earlier?.outbound) {
            CurlClient(configuration.outbound, log: log)
        }
        let guarded = client ?? GuardedClient(outbound.value, to: configuration.allowedHosts, log: log)
        let outgoing = earlier?.client ?? SuccessiveClient(guarded)
        outgoing.replace(with: guarded)

        let sealing = Sealing(sealer, secondsSince1970: now)
        let tasks = predecessor?.mcp.tasks ?? TaskStore(configuration.mcp.tasks, secondsSince1970: now)
        tasks.adopt(configuration.mcp.tasks)
        mcp = MCPServer(
            live,
            configuration.mcp,
            log: log,
            sealing: sealing,
            tasks: tasks,
            access: configuration.access.rules(
                telling: ConditionFailures(log, time: Time(secondsSince1970: now))
            ),
            toolLimits: ToolLimits(configuration.limits.tool, in: state.counts),
            succeeding: predecessor?.mcp
        )
        let tracer = state.traces?.tracer
        answering = if let tracer { TracedServer(mcp, tracing: tracer) } else { mcp }
        sessions = SessionHTTP(
            answering,
            configuration.mcp,
            sealing: sealing,
            changes: mcp.changes,
            tasks: tasks,
            succeeding: predecessor?.sessions
        )
        let name = configuration.mcp.name
        probes = HealthRoutes(
            health: state.health,
            service: name,
            version: configuration.mcp.version,
            details: { state.reloads.report.problem == nil ? [:] : ["configuration": "rejected"] },
            secondsSince1970: now
        )
        let latest = { @Sendable [current = state.current] in current.latest }
        eventStreams = EventStreamHTTP(
            LatestServer(first: answering, current: { latest()?.answering }),
            configuration.mcp,
            telling: mcp.changes,
            tasks: tasks,
            succeeding: predecessor?.eventStreams,
            log: log
        )
        let kept = Kept(Admission.Rules(configuration), after: earlier?.admission) {
            Admission(
                configuration,
                client: outgoing,
                counting: state.counts,
                after: predecessor?.admission,
                secondsSince1970: now,
                log: log
            )
        }
        admission = kept.value
        limits = RequestLimits(configuration.limits, in: state.counts)
        let sameSealer = earlier.map { ($0.sealer as AnyObject) === (sealer as AnyObject) } ?? false
        let oauth = Kept(OAuthRoutes.Part(configuration), after: sameSealer ? earlier?.oauth : nil) {
            OAuthRoutes(
                configuration: configuration,
                sealer: sealer,
                client: outgoing,
                spent: state.spentLogins,
                counts: state.counts,
                log: log
            ).routes
        }
        parts = Parts(client: outgoing, outbound: outbound, admission: kept, oauth: oauth, sealer: sealer)

        let isServed = configuration.mcp.sessions.mode != .off
        let endpoint = MCPEndpoint(
            answering,
            configuration.mcp,
            sessions: isServed ? sessions : nil,
            within: limits,
            log: log
        )
        let socket = WebSocketRoute(
            current: latest,
            handler: answering,
            server: mcp,
            admission: admission,
            limits: limits,
            configuration: configuration,
            log: log
        )
        let routes: [Route] =
            (["/mcp", "/mcp/"] + configuration.aliases).map { .any($0, endpoint) }
            + (configuration.mcp.sessions.servesEventStreams ? eventStreams.routes : [])
            + (configuration.webSocket.isEnabled ? [socket.route] : []) + own
        let gate = Gate(configuration, admitting: admission, within: limits)
        let router = Router(
            [.get("/") { _ in Self.greeting(of: name) }]
                + oauth.value + probes.routes + gate.guarding(routes),
            behind: [
                TrustedProxies(configuration.proxies),
                Hosts(
                    configuration.effectiveHosts,
                    loopback: configuration.server.isLoopback,
                    openPaths: HealthRoutes.paths,
                    log: log
                ),
                configuration.effectiveCORS.map { CORS($0) },
            ],
            watching: StreamGuard(streams: state.streams, admission: admission)
        )
        handler = tracer.map { TracedRouter(router, tracing: $0, besides: HealthRoutes.paths) } ?? router
    }

    /// How old the keys of issuers are.
    var keys: [KeyReport] { admission.keyReports() }

    /// Requests to other servers that wait or run.
    var outboundCount: Int { parts.outbound.value.count }

    var servesWebSockets: Bool { configuration.webSocket.isEnabled }
}

extension Application {
    private static func greeting(of name: String) -> HTTPResponse {
        var response = HTTPResponse.json(["message": .string("Hello from \(name)")])
        // A browser may look here, and is not to guess what it sees.
        response.fields["X-Content-Type-Options"] = "nosniff"
        return response
    }

    /// A server whose catalog stays as it is, unless `mcp.offer` is called.
    public convenience init(_ configuration: Configuration, offering catalog: Catalog, log: Logger) {
        self.init(configuration, offering: LiveCatalog(catalog), log: log)
    }
}
