internal import JSON

/// The name of a header field (RFC 9110 §5.1). Keeps its spelling, compares without regard to case.
public struct HTTPFieldName: Sendable, Hashable {
    public let text: String
    /// The fingerprint by which names are compared before their bytes are.
    let print: FieldPrint
    /// Which of the common names it is.
    let number: FieldPlaces.Number

    /// `nil` when `text` is not a token (RFC 9110 §5.6.2).
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy(\.isToken) else { return nil }
        self.init(known: text)
    }

    /// A name that stands in the code; one that is no token is a mistake of its author.
    init(known text: String) {
        self.text = text
        print = FieldPrint(text.utf8)
        number = FieldPlaces.number(of: print, text.utf8.span, 0..<text.utf8.count)
    }

    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.print == rhs.print && (lhs.print.isWhole || lhs.text.lowercased() == rhs.text.lowercased())
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(print) }
}

extension HTTPFieldName: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(known: value) }
}

extension HTTPFieldName {
    public static let accept: Self = "Accept"
    public static let allow: Self = "Allow"
    public static let authorization: Self = "Authorization"
    public static let cacheControl: Self = "Cache-Control"
    public static let connection: Self = "Connection"
    public static let contentEncoding: Self = "Content-Encoding"
    public static let contentLength: Self = "Content-Length"
    public static let contentType: Self = "Content-Type"
    public static let date: Self = "Date"
    public static let expect: Self = "Expect"
    public static let host: Self = "Host"
    public static let location: Self = "Location"
    public static let origin: Self = "Origin"
    public static let retryAfter: Self = "Retry-After"
    public static let secWebSocketAccept: Self = "Sec-WebSocket-Accept"
    public static let secWebSocketExtensions: Self = "Sec-WebSocket-Extensions"
    public static let secWebSocketKey: Self = "Sec-WebSocket-Key"
    public static let secWebSocketProtocol: Self = "Sec-WebSocket-Protocol"
    public static let secWebSocketVersion: Self = "Sec-WebSocket-Version"
    public static let transferEncoding: Self = "Transfer-Encoding"
    public static let upgrade: Self = "Upgrade"
    public static let wwwAuthenticate: Self = "WWW-Authenticate"
    public static let xAccelBuffering: Self = "X-Accel-Buffering"
    public static let xRequestID: Self = "X-Request-Id"
    public static let lastEventID: Self = "Last-Event-ID"
    public static let mcpProtocolVersion: Self = "MCP-Protocol-Version"
    public static let mcpSessionID: Self = "Mcp-Session-Id"
    public static let mcpMethod: Self = "Mcp-Method"
    public static let mcpName: Self = "Mcp-Name"
}

/// The last sixteen bytes of a lower-cased name and its length: equal for equal names,
/// and for names of up to sixteen bytes different for different ones.
struct FieldPrint: Sendable, Hashable {
    private(set) var high: UInt64 = 0
    private(set) var low: UInt64 = 0
    private var count: UInt32 = 0

    init() {}
    init(_ name: some Sequence<UInt8>) { for byte in name { append(byte) } }

    /// Of the token at `range`. The same as byte by byte, in two loads where as many bytes stand before its end.
    @inline(__always) init(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
        guard range.upperBound >= 16 else {
            for index in range { append(bytes[index]) }
            return
        }
        let length = range.count
        low = bytes.word(at: range.upperBound &- 8).byteSwapped
        if length < 8 {
            low &= 1 &<< UInt64(length &* 8) &- 1
        } else if length > 8 {
            high = bytes.word(at: range.upperBound &- 16).byteSwapped
            if length < 16 { high &= 1 &<< UInt64(length &* 8 &- 64) &- 1 }
        }
        low = low.lowercased
        high = high.lowercased
        count = UInt32(truncatingIfNeeded: length)
    }

    @inline(__always) mutating func append(_ byte: UInt8) {
        high = high &<< 8 | low &>> 56
        low = low &<< 8 | UInt64(byte.lowercased)
        count &+= 1
    }
    /// Bytes of the name.
    var length: Int { Int(count) }
    /// Whether the fingerprint holds the whole name.
    var isWhole: Bool { count <= 16 }
}

extension UInt64 {
    /// Eight bytes of ASCII with their letters in lower case.
    @inline(__always) fileprivate var lowercased: UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let capitals = (self &+ ones &* 0x3f) & ~(self &+ ones &* 0x25) & (ones &* 0x80)
        return self | capitals &>> 2
    }
}

extension UInt8 {
    /// Whether the byte may stand in a token (RFC 9110 §5.6.2).
    @inline(__always) var isToken: Bool {
        self < 64
            ? (0x3ff_6cfa_0000_0000 as UInt64) &>> UInt64(self) & 1 != 0
            : self < 128 && (0x57ff_ffff_c7ff_fffe as UInt64) &>> UInt64(self &- 64) & 1 != 0
    }
    /// An ASCII letter in lower case; every other byte as it is.
    @inline(__always) var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
    /// Whether the byte is one that no field value may hold (RFC 9110 §5.5).
    @inline(__always) var isControl: Bool { self < 0x20 && self != 0x09 || self == 0x7f }
    var isBlank: Bool { self == 0x20 || self == 0x09 }
}
