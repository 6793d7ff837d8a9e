/// The name of a trace: sixteen bytes, not all zero (W3C Trace Context §3.2.2.3).
public struct TraceID: Sendable, Hashable, CustomStringConvertible {
    let high: UInt64
    /// The part that decides about sampling.
    let low: UInt64

    init?(high: UInt64, low: UInt64) {
        guard high | low != 0 else { return nil }
        self.high = high
        self.low = low
    }

    /// Thirty-two hexadecimal digits.
    public var description: String { Hexadecimal.text(high) + Hexadecimal.text(low) }
}

/// The name of one step of a trace: eight bytes, not all zero (W3C Trace Context §3.2.2.4).
public struct SpanID: Sendable, Hashable, CustomStringConvertible {
    let value: UInt64

    init?(_ value: UInt64) {
        guard value != 0 else { return nil }
        self.value = value
    }

    /// Sixteen hexadecimal digits.
    public var description: String { Hexadecimal.text(value) }
}

/// Numbers as traces write them: digits in lower case, with every zero.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ value: UInt64) -> String {
        String(decoding: (0..<16).map { digits[Int(value >> UInt64(60 - 4 * $0) & 15)] }, as: UTF8.self)
    }

    /// `nil` for anything but digits and lower case letters; at most sixteen.
    static func value(of text: ArraySlice<UInt8>) -> UInt64? {
        guard 1...16 ~= text.count else { return nil }
        var value: UInt64 = 0
        for byte in text {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt64(byte - 0x30)
            case 0x61...0x66: value = value << 4 | UInt64(byte - 0x57)
            default: return nil
            }
        }
        return value
    }
}
