import JSON
import HTTP
import TOML
import Telemetry

/// `[traces]`: where steps of calls are sent, and which.
public struct TracesSettings: Sendable, Equatable {
    public var tracer = Tracer.Settings()
    public var exporter: SpanExporter.Settings
    /// `service.name`; `nil` is `server.name`.
    public var serviceName: String?
    /// What else is said of this process.
    public var resource: [String: String] = [:]
    /// Spans that wait at most; one more is dropped.
    public var queue = 2048

    public init(to endpoint: HTTPURL) { exporter = SpanExporter.Settings(to: endpoint) }
}

extension TracesSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        let endpoint: HTTPURL? = table[required: "endpoint", environment: "OTEL_EXPORTER_OTLP_ENDPOINT"]
        self.init(to: endpoint?.receivingTraces ?? .placeholder)
        tracer.ratio = table["sample_ratio", in: 0...1] ?? tracer.ratio
        tracer.followsClients = table["follow_clients"] ?? tracer.followsClients
        serviceName = table["service_name", environment: "OTEL_SERVICE_NAME"]
        exporter.timeout = table["timeout", in: .milliseconds(100)...Duration.seconds(60)] ?? exporter.timeout
        queue = table["queue", in: 1...100_000] ?? queue
        let resource = table.table("resource")
        for key in resource.names { self.resource[key] = resource[key] }
        let headers = table.table("headers")
        for key in headers.names {
            let value: Secret? = headers[key]
            if let name = HTTPFieldName(key) {
                exporter.headers[name] = value
            } else {
                headers.refuse(key, "'\(key)' cannot be the name of a header field")
            }
        }
    }
}

extension HTTPURL {
    /// Where a receiver of OTLP takes traces: below its own URL, unless that says so already.
    fileprivate var receivingTraces: HTTPURL? {
        if path.hasSuffix("/v1/traces") { return self }
        let base = text.hasSuffix("/") ? text.dropLast() : text[...]
        return HTTPURL("\(base)/v1/traces")
    }
}

extension TracesSettings {
    static var reference: SectionDescription {
        SectionDescription(
            "traces",
            "traces of requests and calls, sent with OTLP over HTTP ([traces](traces.md)); left out, nothing is traced",
            [
                .key(
                    "endpoint",
                    .url,
                    .said("variable `OTEL_EXPORTER_OTLP_ENDPOINT`"),
                    "the receiver of OTLP over HTTP, required in one of the two. What does not end in `/v1/traces` gets it",
                    example: "http://localhost:4318"
                ),
                .key(
                    "sample_ratio",
                    .number(0, 1),
                    1.0,
                    "the part of traces that is kept; of traces that a client began, the client says"
                ),
                .key(
                    "follow_clients",
                    .boolean,
                    true,
                    "`false`: `sample_ratio` decides for traces that clients began, too"
                ),
                .key(
                    "service_name",
                    .string,
                    .said("variable `OTEL_SERVICE_NAME`, or `server.name`"),
                    "`service.name` of the process",
                    example: "mcp-forge"
                ),
                .key("queue", .integer(1, 100_000), 2048, "steps that wait to be sent; one more is dropped"),
                .key("timeout", .duration("100ms", "1m"), "10s", "for one request to the receiver"),
                .key(
                    "headers",
                    .names(.secret),
                    .unset,
                    "header fields for the receiver, such as `Authorization`",
                    example: ["Authorization": "Bearer ${TRACES_TOKEN}"]
                ),
                .key(
                    "resource",
                    .names(.string),
                    .unset,
                    "what else is said of this process; keys with a dot in them stand in quotes",
                    example: ["deployment.environment.name": "production"]
                ),
            ]
        )
    }
}
