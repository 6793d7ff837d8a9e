private import Synchronization

/// Begins spans, and decides which of them are kept.
public final class Tracer: Sendable {
    public struct Settings: Sendable, Equatable {
        /// The part of traces that begin here which is kept, from 0 to 1.
        public var ratio = 1.0
        /// Whether a client that says that it keeps its trace, or does not, decides for its calls.
        public var followsClients = true

        public init() {}
    }

    let queue: SpanQueue
    /// Nanoseconds since 1970.
    let now: @Sendable () -> UInt64
    private let settings: Settings
    /// Of 2^56; a trace whose number is below is not kept.
    private let threshold: UInt64
    private let seed: Atomic<UInt64>

    /// - Parameters:
    ///   - queue: takes spans that have ended.
    ///   - now: nanoseconds since 1970.
    public init(_ settings: Settings, to queue: SpanQueue, now: @escaping @Sendable () -> UInt64) {
        self.settings = settings
        self.queue = queue
        self.now = now
        threshold = UInt64((1 - min(1, max(0, settings.ratio))) * Double(Self.range))
        seed = Atomic(.random(in: .min ... .max))
    }

    /// The first step in this process, for a client that may have named its own.
    public func begin(_ name: String, _ kind: TraceSpan.Kind, for client: TraceContext?) -> TraceSpan {
        guard let client else {
            let traceID = nextTraceID()
            return span(name, kind, in: traceID, below: nil, isKept: isKept(traceID))
        }
        let isKept = settings.followsClients ? client.isSampled : isKept(client.traceID)
        return span(name, kind, in: client.traceID, below: client, isKept: isKept)
    }

    /// A step within another one of this process.
    public func begin(_ name: String, _ kind: TraceSpan.Kind, within outer: TraceContext) -> TraceSpan {
        span(name, kind, in: outer.traceID, below: outer, isKept: outer.isSampled)
    }

    private func span(
        _ name: String,
        _ kind: TraceSpan.Kind,
        in traceID: TraceID,
        below parent: TraceContext?,
        isKept: Bool
    ) -> TraceSpan {
        let context = TraceContext(
            traceID: traceID,
            spanID: nextSpanID(),
            isSampled: isKept,
            state: parent?.state,
            baggage: parent?.baggage
        )
        guard isKept else { return TraceSpan(context, nil, of: self) }
        return TraceSpan(context, SpanRecord(name, kind, context, below: parent?.spanID, from: now()), of: self)
    }

    /// By the last seven bytes, which are random in ids of others too (W3C Trace Context level 2 §5.1), so that every
    /// system on the way with the same ratio keeps the same traces.
    private func isKept(_ id: TraceID) -> Bool { id.low & (Self.range - 1) >= threshold }

    private func nextTraceID() -> TraceID {
        while true { if let id = TraceID(high: next(), low: next()) { return id } }
    }

    private func nextSpanID() -> SpanID {
        while true { if let id = SpanID(next()) { return id } }
    }

    /// SplitMix64: every state has another result. Not secret.
    private func next() -> UInt64 {
        var mixed = seed.wrappingAdd(0x9e37_79b9_7f4a_7c15, ordering: .relaxed).newValue
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    private static let range: UInt64 = 1 << 56
}
