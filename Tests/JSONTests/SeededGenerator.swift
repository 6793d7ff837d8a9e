import JSON

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func string() -> String {
        let scalars = (0..<Int.random(in: 0...12, using: &self)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0..<1 << UInt32.random(in: 4...21, using: &self), using: &self))
        }
        return scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
    }

    /// Any value, nested at most `depth` deep.
    mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .int(Int(truncatingIfNeeded: next() >> UInt64.random(in: 0..<64, using: &self)))
        case 3: return .double(Double.random(in: -1e9...1e9, using: &self))
        case 4: return .digits("1\(next())\(next())")
        case 5: return .string(string())
        case 6, 7: return .array((0..<Int.random(in: 0...20, using: &self)).map { _ in value(depth: depth - 1) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0...40, using: &self) { object[string()] = value(depth: depth - 1) }
            return .object(object)
        }
    }
}
