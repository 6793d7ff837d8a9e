/// A key of a map as it is compared: numbers by their value, whatever their type; strings by their bytes.
enum CELKey: Hashable {
    case bool(Bool)
    case int(Int)
    /// Beyond the largest `int`.
    case uint(UInt64)
    case string(ExactText)

    /// Doubles find the key of a whole number, but are none themselves.
    init?(_ value: CELValue) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .uint(let value): self = Int(exactly: value).map(CELKey.int) ?? .uint(value)
        case .double(let value):
            if let int = Int(exactly: value) {
                self = .int(int)
            } else if let uint = UInt64(exactly: value) {
                self = .uint(uint)
            } else {
                return nil
            }
        case .string(let text): self = .string(ExactText(text))
        default: return nil
        }
    }
}

/// A text as its bytes: Unicode normalisation makes no two of them one.
struct ExactText: Hashable {
    let text: String
    init(_ text: String) { self.text = text }

    static func == (lhs: Self, rhs: Self) -> Bool { lhs.text.isExactly(rhs.text) }

    func hash(into hasher: inout Hasher) {
        hasher.combine(text.utf8.count)
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

extension String {
    func isExactly(_ other: String) -> Bool {
        let mine = utf8.span
        let its = other.utf8.span
        guard mine.count == its.count else { return false }
        for place in mine.indices where mine[place] != its[place] { return false }
        return true
    }
}
