import Auth
import JSON
import MCP
import Platform
import Telemetry

/// `/metrics`: what the instruments show, for Prometheus. docs/metrics.md has every name.
struct MetricsPage: Sendable {
    let instruments: Instruments

    var metrics: [Metric] {
        let server = instruments.server()
        let mcp = instruments.application.mcp.report
        return requests(server) + calls(mcp) + offerings(mcp) + keys + traces + limits(server) + reloads + process
    }

    private func requests(_ server: ServerReport) -> [Metric] {
        let answers = server.answers.sorted { $0.key < $1.key }
        return [
            Metric(
                .counter,
                "http_server_requests",
                "Answers by status, of the protocol's own too.",
                answers.map { .init(.integer($0.value), ["status": "\($0.key)"]) }
            ),
            Metric(
                .histogram,
                "http_server_request_duration_seconds",
                "From the last byte of a request to its answer, without event streams and WebSockets.",
                [.init(.durations(server.durations))]
            ),
            Metric(
                .counter,
                "mcp_forge_refusals",
                "Connections and requests that were refused before anything looked at their content.",
                server.refusals.sorted { $0.key < $1.key }.map { .init(.integer($0.value), ["reason": $0.key]) }
            ),
            Metric(
                .gauge,
                "mcp_forge_streams",
                "Open event streams and WebSockets.",
                [
                    .init(.integer(server.eventStreams), ["kind": "event_stream"]),
                    .init(.integer(server.webSockets), ["kind": "websocket"]),
                ]
            ),
            .gauge("mcp_forge_loops", "Event loops.", server.loops),
            .counter("mcp_forge_loop_stalls", "How often something held an event loop too long.", server.stalls),
            Metric(
                .counter,
                "mcp_forge_loop_stall_seconds",
                "How long event loops were held in all, where it was too long.",
                [.init(.number(Double(server.stalledNanoseconds) / 1e9))]
            ),
        ]
    }

    private func calls(_ mcp: MCPReport) -> [Metric] {
        [
            .gauge("mcp_server_calls_running", "Calls that run.", mcp.running),
            .gauge("mcp_server_calls_overdue", "Calls that were cancelled and run on all the same.", mcp.overdue),
            .counter("mcp_server_calls_refused", "Calls refused because too many ran.", mcp.refused),
            .counter("mcp_server_calls_late", "Calls cancelled for taking too long.", mcp.late),
            .counter("mcp_server_calls_stalled", "Calls that held their event loop too long.", mcp.stalled),
        ]
    }

    private func offerings(_ mcp: MCPReport) -> [Metric] {
        let used = mcp.offerings.filter { $0.calls > 0 || $0.denials > 0 }
        return [
            Metric(
                .counter,
                "mcp_server_calls",
                "Calls that have ended, by what was called.",
                mcp.offerings.flatMap { offering -> [Metric.Sample] in
                    let (kind, name) = (offering.kind.rawValue, offering.name)
                    let good = max(0, offering.calls - offering.failures)
                    return [
                        .init(.integer(good), ["kind": kind, "name": name, "outcome": "ok"]),
                        .init(.integer(offering.failures), ["kind": kind, "name": name, "outcome": "error"]),
                    ]
                }
            ),
            Metric(
                .counter,
                "mcp_server_denials",
                "Calls that their caller may not make, by what was called.",
                mcp.offerings.map { .init(.integer($0.denials), ["kind": $0.kind.rawValue, "name": $0.name]) }
            ),
            Metric(
                .histogram,
                "mcp_server_call_duration_seconds",
                "From the last byte of a call to its answer, by what was called.",
                used.map { .init(.durations($0.durations), ["kind": $0.kind.rawValue, "name": $0.name]) }
            ),
        ]
    }

    private var keys: [Metric] {
        let reports = instruments.application.keys
        return [
            Metric(
                .gauge,
                "mcp_forge_keys_age_seconds",
                "How long ago the keys of an issuer were fetched, by issuer.",
                reports.compactMap { report in
                    report.age.map { .init(.number($0 / .seconds(1)), ["issuer": report.issuer]) }
                }
            ),
            Metric(
                .gauge,
                "mcp_forge_keys_failures",
                "Attempts to fetch the keys of an issuer that failed, since the last that did not.",
                reports.map { .init(.integer($0.failures), ["issuer": $0.issuer]) }
            ),
        ]
    }

    private var traces: [Metric] {
        guard let report = instruments.state.traces?.queue.report else { return [] }
        return [
            .counter("mcp_forge_spans_exported", "Spans that a receiver of traces took.", report.delivered),
            Metric(
                .counter,
                "mcp_forge_spans_dropped",
                "Spans that no receiver took.",
                SpanQueue.Loss.allCases.map { .init(.integer(report.lost[$0] ?? 0), ["reason": $0.rawValue]) }
            ),
        ]
    }

    private func limits(_ server: ServerReport) -> [Metric] {
        let limits = instruments.limits(server)
        return [
            Metric(
                .gauge,
                "mcp_forge_limit",
                "Limits of the configuration, by key.",
                limits.map { .init(.integer($0.limit), ["key": $0.name]) }
            ),
            Metric(
                .gauge,
                "mcp_forge_limit_used",
                "How much of a limit is used.",
                limits.compactMap { limit in limit.use.map { .init(.integer($0), ["key": limit.name]) } }
            ),
        ]
    }

    private var reloads: [Metric] {
        let report = instruments.state.reloads.report
        return [
            Metric(
                .counter,
                "mcp_forge_config_reloads",
                "How often the configuration was read again, by what came of it.",
                [
                    .init(.integer(report.applied), ["result": "applied"]),
                    .init(.integer(report.rejected), ["result": "rejected"]),
                ]
            ),
            .gauge(
                "mcp_forge_config_last_reload_successful",
                "Whether the configuration was good when it was last read.",
                report.problem == nil ? 1 : 0
            ),
            .gauge(
                "mcp_forge_config_last_reload_success_timestamp_seconds",
                "When the configuration that holds was read, since 1970.",
                report.lastSuccess
            ),
            .gauge(
                "mcp_forge_config_keys_waiting",
                "Keys that were changed and wait for the next start.",
                report.waiting.count
            ),
        ]
    }

    private var process: [Metric] {
        let usage = ProcessUsage()
        return [
            Metric(
                .gauge,
                "mcp_forge_build_info",
                "The version of this program; always 1.",
                [.init(.integer(1), ["version": Version.current])]
            ),
            .gauge("mcp_forge_ready", "Whether probes are told that it is ready.", instruments.isReady ? 1 : 0),
            Metric(
                .counter,
                "process_cpu_seconds",
                "User and system time.",
                [.init(.number(usage.processorSeconds))]
            ),
            .gauge("process_resident_memory_bytes", "Memory that is resident.", usage.residentBytes),
            .gauge("process_open_fds", "Open descriptors.", usage.descriptors),
            .gauge("process_max_fds", "Descriptors that may be open.", usage.descriptorLimit),
            .gauge("process_threads", "Threads.", usage.threads),
            .gauge("process_start_time_seconds", "When it started, since 1970.", instruments.state.start),
        ]
    }
}
