private import Synchronization

/// One step of a trace, from its start to its end. One that nobody keeps has a place in the trace all the same.
///
/// Never give it a secret, a token, an argument or a result: it leaves this process.
public final class TraceSpan: Sendable {
    /// The numbers of OTLP.
    public enum Kind: Int, Sendable { case `internal` = 1, server = 2, client = 3 }

    /// What goes on from this step names it as the parent.
    public let context: TraceContext
    private let tracer: Tracer
    /// `nil` when nobody keeps it, or it has ended.
    private let record: Mutex<SpanRecord?>

    init(_ context: TraceContext, _ record: SpanRecord?, of tracer: Tracer) {
        self.context = context
        self.tracer = tracer
        self.record = Mutex(record)
    }

    /// One that is let go has ended.
    deinit { end() }

    /// Whether somebody keeps it: what costs something to find out need not be found out otherwise.
    public var isKept: Bool { context.isSampled }

    /// The last value of a key counts.
    public func set(_ key: String, _ value: SpanRecord.Value) { change { $0.set(key, value) } }

    public func rename(_ name: String) { change { $0.name = SpanRecord.clipped(name) } }

    /// Something that happened meanwhile.
    public func add(_ event: String, _ values: KeyValuePairs<String, SpanRecord.Value> = [:]) {
        guard isKept else { return }
        let now = tracer.now()
        change { $0.add(event, values, at: now) }
    }

    /// Another trace that this step belongs to, or that led to it.
    public func link(to other: TraceContext) {
        change { if $0.links.count < SpanRecord.linkLimit { $0.links.append(other) } }
    }

    /// It did not do what it should: `type` is one of few words, such as `tool_error`.
    public func fail(_ type: String) {
        change { record in
            record.hasFailed = true
            record.set("error.type", .string(type))
        }
    }

    /// Says that it is over, once. What is said later goes nowhere.
    public func end() {
        guard isKept, var record = record.withLock({ $0.take() }) else { return }
        record.end = max(record.start, tracer.now())
        tracer.queue.put(record)
    }

    private func change(_ body: (inout SpanRecord) -> Void) {
        guard isKept else { return }
        record.withLock { record in
            guard var changed = record.take() else { return }
            body(&changed)
            record = changed
        }
    }
}
