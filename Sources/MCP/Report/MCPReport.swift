public import Telemetry

/// What a server has counted about its calls since it started.
public struct MCPReport: Sendable {
    /// One tool, resource or prompt.
    public struct Offering: Sendable {
        public enum Kind: String, Sendable { case tool, resource, prompt }
        public let kind: Kind
        /// A tool's or prompt's name, or a resource's URI or template.
        public let name: String
        public let calls: Int
        public let failures: Int
        public let denials: Int
        public let durations: DurationDistribution
        /// Whether its calls were moved off the event loops, because one of them held its loop.
        public let isOnPool: Bool
    }
    public let offerings: [Offering]
    public let running: Int
    public let overdue: Int
    public let refused: Int
    public let late: Int
    public let stalled: Int
    public let listeners: Int
    public let tasks: Int
}

extension MCPServer {
    /// From any thread.
    public var report: MCPReport {
        let catalog = catalog
        return MCPReport(
            offerings: catalog.toolOffers.map { MCPReport.Offering(.tool, $0.name, $0.placement) }
                + catalog.resourceOffers.map { MCPReport.Offering(.resource, $0.resource.uri, $0.placement) }
                + catalog.promptOffers.map { MCPReport.Offering(.prompt, $0.name, $0.placement) },
            running: counters.running,
            overdue: counters.overdue,
            refused: counters.refused,
            late: counters.late,
            stalled: counters.stalled,
            listeners: listeners.total,
            tasks: tasks?.count ?? 0
        )
    }

    /// The limits that are shared, and how much of them is used just now.
    public var limits: [LimitUse] {
        [
            LimitUse("mcp.call_limit", settings.callLimit, use: counters.running),
            LimitUse("mcp.listener_limit", settings.listenerLimit, use: listeners.total),
            LimitUse("mcp.task_limit", settings.tasks.limit, use: tasks?.count ?? 0),
            LimitUse("mcp.calls_per_principal", settings.callsPerPrincipal),
            LimitUse("mcp.calls_per_connection", settings.callsPerConnection),
            LimitUse("mcp.line_limit", settings.lineLimit),
            LimitUse("mcp.page_size", settings.pageSize),
            LimitUse("mcp.round_limit", settings.roundLimit),
            LimitUse("mcp.listeners_per_principal", settings.listenersPerPrincipal),
            LimitUse("mcp.uris_per_listener", settings.urisPerListener),
            LimitUse("mcp.tasks_per_principal", settings.tasks.perPrincipal),
            LimitUse("mcp.replay_limit", settings.sessions.replayLimit),
            LimitUse("mcp.sessions_per_principal", settings.sessions.limitPerPrincipal),
            LimitUse("mcp.sessions_per_address", settings.sessions.limitPerAddress),
            LimitUse("mcp.subscriptions_per_session", settings.sessions.subscriptionLimit),
            LimitUse("mcp.subscription_size", settings.sessions.subscriptionSize),
            LimitUse(
                "mcp.subscription_memory",
                settings.sessions.subscriptionMemory,
                use: changes.subscriptions.count
            ),
        ]
    }
}

extension MCPReport.Offering {
    init(_ kind: Kind, _ name: String, _ placement: Placement) {
        let meter = placement.meter
        self.init(
            kind: kind,
            name: name,
            calls: meter.calls.value,
            failures: meter.failures.value,
            denials: meter.denials.value,
            durations: meter.durations.snapshot,
            isOnPool: placement.isOnPool
        )
    }
}
