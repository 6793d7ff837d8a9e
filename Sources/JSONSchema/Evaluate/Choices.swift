internal import JSON

/// The values of `const` or `enum`.
struct Choices: Sendable {
    private let values: [SameValue]
    /// Those that are neither arrays nor objects; `nil` while values are few.
    private let index: Set<SameValue>?
    /// Steps that it takes to compare all of them.
    private let weight: Int
    private static let few = 8

    init(_ values: [JSONValue]) {
        self.values = values.map(SameValue.init)
        weight = values.reduce(0) { $0 + $1.weight(upTo: .max / 2) }
        index = values.count > Self.few ? Set(self.values.filter(\.value.isScalar)) : nil
    }

    /// Steps that it takes to look for `value`.
    func cost(of value: JSONValue) -> Int { value.isScalar ? 0 : weight / 4 }

    func contains(_ value: JSONValue) -> Bool {
        if let index, value.isScalar { return index.contains(SameValue(value)) }
        return values.contains(SameValue(value))
    }

    /// `"a", "b" or 3`.
    var phrase: String {
        let few = values.prefix(10).map { $0.value.text.clipped(to: 80) }
        guard let last = few.last, few.count == values.count else {
            return few.joined(separator: ", ") + " or \(values.count - few.count) others"
        }
        return few.count == 1 ? last : few.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension JSONValue {
    fileprivate var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }
}
