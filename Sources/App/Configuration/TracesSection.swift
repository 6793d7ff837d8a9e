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
