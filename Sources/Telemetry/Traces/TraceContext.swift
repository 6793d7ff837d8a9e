/// A place in a trace: whoever goes on from here names it as the parent (W3C Trace Context, Baggage).
///
/// What came from a client is a claim of the client. A class, because contexts of calls are copied often.
public final class TraceContext: Sendable {
    public let traceID: TraceID
    public let spanID: SpanID
    /// Whether whoever made the span keeps it.
    public let isSampled: Bool
    /// `tracestate`: what the systems on the way add, for themselves.
    public let state: String?
    /// `baggage`: what the first of them wants all to know. Goes no further by itself.
    public let baggage: String?

    public init(traceID: TraceID, spanID: SpanID, isSampled: Bool, state: String? = nil, baggage: String? = nil) {
        self.traceID = traceID
        self.spanID = spanID
        self.isSampled = isSampled
        self.state = state
        self.baggage = baggage
    }

    /// Reads `traceparent`: `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`. A later version may say more behind
    /// that. What is malformed is as if it were not there: `nil` for `parent`, and without the others.
    public convenience init?(parent text: ArraySlice<UInt8>, state: String? = nil, baggage: String? = nil) {
        let bytes = Array(text)
        guard bytes.count >= Self.length, bytes[2] == Self.dash, bytes[35] == Self.dash, bytes[52] == Self.dash,
            let version = Hexadecimal.value(of: bytes[0..<2]), version != 0xff,
            bytes.count == Self.length || version > 0 && bytes[Self.length] == Self.dash,
            let high = Hexadecimal.value(of: bytes[3..<19]), let low = Hexadecimal.value(of: bytes[19..<35]),
            let span = Hexadecimal.value(of: bytes[36..<52]), let flags = Hexadecimal.value(of: bytes[53..<55]),
            let traceID = TraceID(high: high, low: low), let spanID = SpanID(span)
        else { return nil }
        self.init(
            traceID: traceID,
            spanID: spanID,
            isSampled: flags & 1 == 1,
            state: state.flatMap { TraceState.isValid($0) ? $0 : nil },
            baggage: baggage.flatMap { Self.isShort($0) ? $0 : nil }
        )
    }

    /// `traceparent`, for whoever goes on from here.
    public var parent: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

    /// At most 8192 bytes of visible ASCII and blanks (W3C Baggage §3.3.2).
    private static func isShort(_ text: String) -> Bool {
        text.utf8.count <= 8192 && text.utf8.allSatisfy { 0x20...0x7e ~= $0 }
    }

    private static let length = 55
    private static let dash = UInt8(ascii: "-")
}

extension TraceContext: Hashable {
    public static func == (lhs: TraceContext, rhs: TraceContext) -> Bool {
        lhs === rhs
            || lhs.traceID == rhs.traceID && lhs.spanID == rhs.spanID && lhs.isSampled == rhs.isSampled
                && lhs.state == rhs.state && lhs.baggage == rhs.baggage
    }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(traceID)
        hasher.combine(spanID)
    }
}
