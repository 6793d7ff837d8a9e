import MCP
import Platform
import Telemetry

/// What can be read off a running process.
struct Instruments: Sendable {
    /// What the process began with.
    let first: Application
    let state: ProcessState
    /// What the server on the public port has counted.
    let server: @Sendable () -> ServerReport
    /// Seconds.
    let now: @Sendable () -> Int

    /// What answers now.
    var application: Application { state.current.application(since: first) }
    var configuration: Configuration { application.configuration }

    /// Every limit of the configuration that counts something, and how much of it is used just now.
    func limits(_ report: ServerReport) -> [LimitUse] {
        let application = application
        let limits = application.configuration.server.limits
        let settings = application.configuration.mcp
        let sessions = application.sessions.count + application.eventStreams.count
        let (outbound, asked) = (application.configuration.outbound, application.outboundCount)
        let queue = state.traces?.queue
        return [
            LimitUse("server.limits.connections", limits.connections, use: report.connections),
            LimitUse("server.limits.requests", limits.requests, use: report.requests),
            LimitUse("server.limits.memory", report.memoryLimit, use: report.memory),
            LimitUse("server.limits.connections_per_address", limits.connectionsPerAddress),
            LimitUse("server.limits.head", limits.head),
            LimitUse("server.limits.fields", limits.fields),
            LimitUse("server.limits.body", limits.body),
            LimitUse("mcp.session_limit", settings.sessions.limit, use: sessions),
            LimitUse("mcp.replay_memory", settings.sessions.replayMemory, use: application.sessions.replayedBytes),
            LimitUse("outbound.requests", outbound.requests, use: min(asked, outbound.requests)),
            LimitUse("outbound.waiting", outbound.waiting, use: max(0, asked - outbound.requests)),
        ] + application.mcp.limits
            + [queue.map { LimitUse("traces.queue", $0.limit, use: $0.count) }].compactMap(\.self)
    }

    /// Whether probes are told that it is ready.
    var isReady: Bool { application.probes.isReady }
}
