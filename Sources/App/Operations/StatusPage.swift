import JSON
import MCP
import Platform
import Telemetry

/// `/statusz`: how the process is, for people. Every limit stands here beside its live use.
struct StatusPage: Sendable {
    let instruments: Instruments

    var json: JSONObject {
        let server = instruments.server()
        let usage = ProcessUsage()
        return [
            "service": .string(instruments.configuration.mcp.name),
            "version": .string(Version.current),
            "phase": .string(instruments.state.health.phase.rawValue),
            "ready": .bool(instruments.isReady),
            "started": .string(CivilTime(secondsSince1970: instruments.state.start).text),
            "uptime_seconds": .int(max(0, instruments.now() - instruments.state.start)),
            "resident_bytes": .int(usage.residentBytes),
            "configuration": configuration,
            "loops": .int(server.loops),
            "streams": ["event_stream": .int(server.eventStreams), "websocket": .int(server.webSockets)],
            "calls": calls,
            "limits": .object(JSONObject(instruments.limits(server).map { .init($0.name, Self.json($0)) })),
            "offerings": .array(instruments.application.mcp.report.offerings.map(Self.json)),
        ]
    }

    private var configuration: JSONValue {
        let report = instruments.state.reloads.report
        var json: JSONObject = [
            "state": report.problem == nil ? "applied" : "rejected",
            "read": .string(CivilTime(secondsSince1970: report.lastSuccess).text),
            "reloads_applied": .int(report.applied), "reloads_rejected": .int(report.rejected),
            "waiting_for_restart": .array(report.waiting.map { .string($0) }),
        ]
        json["problem"] = report.problem.map { .string($0) }
        return .object(json)
    }

    private var calls: JSONValue {
        let report = instruments.application.mcp.report
        return [
            "running": .int(report.running), "overdue": .int(report.overdue), "refused": .int(report.refused),
            "late": .int(report.late), "stalled": .int(report.stalled),
        ]
    }

    private static func json(_ limit: LimitUse) -> JSONValue {
        var json: JSONObject = ["limit": .int(limit.limit)]
        json["used"] = limit.use.map { .int($0) }
        return .object(json)
    }

    private static func json(_ offering: MCPReport.Offering) -> JSONValue {
        [
            "kind": .string(offering.kind.rawValue), "name": .string(offering.name), "calls": .int(offering.calls),
            "failures": .int(offering.failures), "denials": .int(offering.denials),
            "runs_on": .string(offering.isOnPool ? "pool" : "loop"),
        ]
    }
}
