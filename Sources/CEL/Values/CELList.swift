public import JSON

/// A list; that of JSON is turned into values one by one, when they are asked for.
public enum CELList: Sendable {
    case values([CELValue])
    case json([JSONValue])

    public var count: Int {
        switch self {
        case .values(let values): values.count
        case .json(let values): values.count
        }
    }
    public var isEmpty: Bool { count == 0 }

    /// `place` is from 0 to `count`, without it.
    public subscript(place: Int) -> CELValue {
        switch self {
        case .values(let values): values[place]
        case .json(let values): CELValue(values[place])
        }
    }

    var values: [CELValue] {
        switch self {
        case .values(let values): values
        case .json(let values): values.map(CELValue.init)
        }
    }
}
