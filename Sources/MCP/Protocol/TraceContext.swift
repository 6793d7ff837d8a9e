internal import JSON

/// Where a call stands in a trace that began elsewhere (W3C Trace Context, Baggage). Claims of the client.
public struct TraceContext: Sendable, Hashable {
    /// Apart from the value, which travels with every call and is rarely there.
    private indirect enum Box: Hashable { case fields(parent: String, state: String?, baggage: String?) }
    private let box: Box

    /// Version, trace, span and flags: `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`.
    public var parent: String {
        switch box {
        case .fields(let parent, _, _): parent
        }
    }
    public var state: String? {
        switch box {
        case .fields(_, let state, _): state
        }
    }
    public var baggage: String? {
        switch box {
        case .fields(_, _, let baggage): baggage
        }
    }

    /// Thirty-two hexadecimal digits, the same for every call of the trace.
    public var traceID: String { String(parent.dropFirst(3).prefix(32)) }

    /// `nil` where `_meta` names no parent that one could have; what is malformed is as if it were not there.
    init?(_ meta: JSONObject) {
        guard let parent = meta["traceparent"]?.string, Self.isParent(parent) else { return nil }
        box = .fields(
            parent: parent,
            state: Self.short(meta["tracestate"]),
            baggage: Self.short(meta["baggage"])
        )
    }

    private static func isParent(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 4, parts.map(\.count) == [2, 32, 16, 2], !parts[0].elementsEqual("ff".utf8) else {
            return false
        }
        let isHexadecimal = parts.allSatisfy { $0.allSatisfy(\.isLowercaseHexadecimal) }
        let isSomewhere = parts[1...2].allSatisfy { $0.contains { $0 != UInt8(ascii: "0") } }
        return isHexadecimal && isSomewhere
    }

    /// At most 8192 bytes of visible ASCII (W3C Baggage §3.3.2).
    private static func short(_ value: JSONValue?) -> String? {
        guard let text = value?.string, text.utf8.count <= 8192, text.utf8.allSatisfy({ (0x20...0x7e).contains($0) })
        else { return nil }
        return text
    }
}

extension UInt8 {
    fileprivate var isLowercaseHexadecimal: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}
