enum CELOrder {
    case less, equal, greater
    /// One of them is not a number.
    case none

    init<Value: Comparable>(_ lhs: Value, _ rhs: Value) {
        self = lhs < rhs ? .less : lhs == rhs ? .equal : lhs > rhs ? .greater : .none
    }

    /// By bytes, which for UTF-8 is by code points.
    init(_ lhs: Span<UInt8>, _ rhs: Span<UInt8>) {
        for place in 0..<min(lhs.count, rhs.count) where lhs[place] != rhs[place] {
            self.init(lhs[place], rhs[place])
            return
        }
        self.init(lhs.count, rhs.count)
    }

    var inverted: Self {
        switch self {
        case .less: .greater
        case .greater: .less
        default: self
        }
    }
}
