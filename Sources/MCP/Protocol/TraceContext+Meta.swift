internal import JSON
internal import Telemetry

extension TraceContext {
    /// `traceparent`, `tracestate` and `baggage` of `_meta` (SEP-414). `nil` where it names no parent that one could have.
    convenience init?(_ meta: JSONObject) {
        guard case .string(let parent)? = meta["traceparent"] else { return nil }
        self.init(
            parent: Array(parent.utf8)[...],
            state: meta["tracestate"]?.string,
            baggage: meta["baggage"]?.string
        )
    }
}
