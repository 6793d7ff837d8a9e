public import Telemetry

extension HTTPFields {
    /// Where the request stands in a trace, as its client says (W3C Trace Context §3). Several fields are one list, but
    /// for `traceparent`: of two, neither counts.
    public var trace: TraceContext? {
        guard case .value(let parent) = single(.traceparent) else { return nil }
        return TraceContext(parent: parent, state: list(.tracestate), baggage: list(.baggage))
    }

    private func list(_ name: HTTPFieldName) -> String? {
        let values = self[all: name]
        return values.isEmpty ? nil : values.joined(separator: ",")
    }

    /// Names `trace` as the parent of what a request to another server leads to. Baggage stays here: the other server
    /// may be anybody's.
    public mutating func go(on trace: TraceContext) {
        self[.traceparent] = trace.parent
        self[.tracestate] = trace.state
    }
}

extension HTTPFieldName {
    static let traceparent: Self = "traceparent"
    fileprivate static let tracestate: Self = "tracestate"
    fileprivate static let baggage: Self = "baggage"
}
