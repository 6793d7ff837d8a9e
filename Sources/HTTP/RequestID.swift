/// The name of one request, in its log lines and in the answer.
public enum RequestID {
    /// Characters of an id that a trusted proxy may have given.
    static let limit = 64

    /// The id of a request that says one, of letters, digits, `-`, `_`, `.`, `:`, `/`, `+`, `=` and `@`.
    static func accepted(_ fields: HTTPFields) -> String? {
        guard case .value(let bytes) = fields.single(.xRequestID), 1...limit ~= bytes.count,
            bytes.allSatisfy(\.standsInID)
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Makes ids that no two makers share, by chance. Not secret.
    public struct Maker: Sendable {
        private var state: UInt64

        public init() { state = .random(in: .min ... .max) }

        /// Thirteen letters and digits.
        public mutating func next() -> String {
            // SplitMix64: every state has another result, so no id comes twice before all have.
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
            mixed ^= mixed >> 31
            let text = InlineArray<13, UInt8> { index in
                // Sixty-four bits, five at a time; the last has four.
                Self.digits[Int(truncatingIfNeeded: mixed >> UInt64(5 * index) & 31)]
            }
            guard let utf8 = try? UTF8Span(validating: text.span) else { return "" }
            return String(copying: utf8)
        }
    }
}

extension RequestID.Maker {
    /// Of Crockford's base 32: none that look alike.
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
}

extension UInt8 {
    fileprivate var standsInID: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        case 0x2b, 0x2d, 0x2e, 0x2f, 0x3a, 0x3d, 0x40, 0x5f: true
        default: false
        }
    }
}
