internal import JSON
internal import Pattern

/// `properties`, `patternProperties` and `additionalProperties` of one schema.
final class MemberRules: Sendable {
    struct Family: Sendable {
        let pattern: Pattern
        let node: Int
    }

    let properties: PropertyTable
    let families: [Family]
    let additional: Int?

    init(_ properties: PropertyTable, _ families: [Family], _ additional: Int?) {
        self.properties = properties
        self.families = families
        self.additional = additional
    }
}

/// `prefixItems` and `items` of one schema.
struct ItemRules: Sendable {
    let first: [Int]
    let rest: Int?
}

/// Which subschema a property has, by its name.
struct PropertyTable: Sendable {
    private let entries: [(key: JSONValue, node: Int)]
    /// Empty while entries are few, and looking at each is faster.
    private let index: [JSONValue: Int]
    private static let few = 8

    init(_ properties: [(key: String, node: Int)]) {
        entries = properties.map { (.string($0.key), $0.node) }
        index = entries.count > Self.few ? Dictionary(entries, uniquingKeysWith: { $1 }) : [:]
    }

    var names: [String] { entries.compactMap(\.key.string) }

    subscript(name: String) -> Int? {
        let key = JSONValue.string(name)
        if entries.count > Self.few { return index[key] }
        for entry in entries where entry.key == key { return entry.node }
        return nil
    }
}
