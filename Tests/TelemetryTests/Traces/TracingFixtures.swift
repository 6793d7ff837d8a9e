import Synchronization

@testable import Telemetry

/// A tracer, and the spans that have ended. Its clock goes on by a microsecond whenever it is looked at.
struct Tracing {
    let queue: SpanQueue
    let tracer: Tracer
    private static let clock = Atomic<UInt64>(1_700_000_000_000_000_000)

    init(ratio: Double = 1, followsClients: Bool = true, limit: Int = 100) {
        queue = SpanQueue(limit: limit)
        var settings = Tracer.Settings()
        settings.ratio = ratio
        settings.followsClients = followsClients
        tracer = Tracer(settings, to: queue) { Self.clock.add(1000, ordering: .relaxed).newValue }
    }

    /// What has ended since the last time.
    var spans: [SpanRecord] { queue.take(.max) }

    static func context(sampled: Bool = true, state: String? = nil) throws -> TraceContext {
        guard let traceID = TraceID(high: 1, low: 2), let spanID = SpanID(3) else { throw NoContext() }
        return TraceContext(traceID: traceID, spanID: spanID, isSampled: sampled, state: state)
    }
    struct NoContext: Error {}
}
