import HTTP
import JSON
import MCP
import Platform
import Synchronization
import Telemetry

/// The traces of this process: who begins spans, where they wait, and who sends them.
public final class Traces: Sendable {
    let tracer: Tracer
    let queue: SpanQueue
    private let exporter: SpanExporter
    private let isDone = Atomic(false)

    /// - Parameter client: asks the receiver, and nobody else: a receiver that hangs holds up no other request.
    init(_ settings: TracesSettings, of configuration: Configuration, asking client: any HTTPClient, log: Logger) {
        queue = SpanQueue(limit: settings.queue)
        tracer = Tracer(settings.tracer, to: queue) { WallClock.nanosecondsSince1970 }
        var resource: JSONObject = [
            "service.name": .string(settings.serviceName ?? configuration.mcp.name),
            "service.version": .string(configuration.mcp.version),
            "service.instance.id": .string(Self.instance),
            "telemetry.sdk.name": "mcp-forge", "telemetry.sdk.language": "swift",
            "telemetry.sdk.version": .string(Version.current),
        ]
        for (key, value) in settings.resource.sorted(by: { $0.key < $1.key }) { resource[key] = .string(value) }
        exporter = SpanExporter(
            settings.exporter,
            from: queue,
            as: SpanBatch(resource: resource, version: Version.current),
            asking: client,
            log: log
        )
    }

    /// `nil` when they are switched off. They cost nothing until something is traced.
    convenience init?(_ configuration: Configuration, log: Logger) {
        guard let settings = configuration.traces else { return nil }
        self.init(settings, of: configuration, asking: CurlClient(configuration.outbound, log: log), log: log)
    }

    /// Begins to send what is traced.
    func start() {
        // Ends when the queue is closed and empty, which `finish` sees to.
        Task {
            await exporter.run()
            isDone.store(true, ordering: .releasing)
        }
    }

    /// Sends what waits, within two seconds, and nothing from then on. Blocks the thread.
    func finish() {
        queue.close()
        SystemProcess.wait(atMost: Self.lastTime) { [self] in isDone.load(ordering: .acquiring) }
    }

    private static let lastTime = Duration.seconds(2)
    /// Tells processes of one name apart, by chance.
    private static let instance = String(UInt64.random(in: .min ... .max), radix: 16)
}
