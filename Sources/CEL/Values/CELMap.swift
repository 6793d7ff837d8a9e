public import JSON

/// A map; that of JSON is read where it lies.
public struct CELMap: Sendable {
    private let storage: Storage

    private enum Storage: Sendable {
        case json(JSONObject)
        case table(Table)
    }

    public struct Entry: Sendable {
        public let key: CELValue
        public let value: CELValue
    }

    private final class Table: Sendable {
        let entries: [Entry]
        let places: [CELKey: Int]
        init(_ entries: [Entry], _ places: [CELKey: Int]) {
            self.entries = entries
            self.places = places
        }
    }

    public init(_ object: JSONObject) { storage = .json(object) }

    /// Of keys that come twice the first counts.
    public init(_ values: [String: CELValue]) {
        var builder = CELMapBuilder()
        for (key, value) in values { builder.put(.string(ExactText(key)), key: .string(key), value) }
        self = builder.map
    }

    init(_ entries: [Entry], _ places: [CELKey: Int]) { storage = .table(Table(entries, places)) }

    public var count: Int {
        switch storage {
        case .json(let object): object.count
        case .table(let table): table.entries.count
        }
    }
    public var isEmpty: Bool { count == 0 }

    /// The value of a key that is a string.
    public subscript(key: String) -> CELValue? {
        switch storage {
        case .json(let object): object[key].map(CELValue.init)
        case .table(let table): table.places[.string(ExactText(key))].map { table.entries[$0].value }
        }
    }

    subscript(key: CELValue) -> CELValue? {
        switch storage {
        case .json(let object): if case .string(let text) = key { object[text].map(CELValue.init) } else { nil }
        case .table(let table): CELKey(key).flatMap { table.places[$0] }.map { table.entries[$0].value }
        }
    }

    /// In the order in which they were written. `place` is from 0 to `count`, without it.
    func entry(at place: Int) -> Entry {
        switch storage {
        case .json(let object):
            let member = object.members[place]
            return Entry(key: .string(member.key), value: CELValue(member.value))
        case .table(let table): return table.entries[place]
        }
    }
}

struct CELMapBuilder {
    private var entries: [CELMap.Entry] = []
    private var places: [CELKey: Int] = [:]

    var map: CELMap { CELMap(entries, places) }

    /// Only booleans, whole numbers and strings are keys, each once.
    mutating func put(_ key: CELValue, _ value: CELValue) throws(CELFailure) {
        if case .double = key { throw .unsupportedKey("double") }
        guard let exact = CELKey(key) else { throw .unsupportedKey(key.type.description) }
        guard put(exact, key: key, value) else { throw .repeatedKey }
    }

    /// Says whether the key is new; one that is not is left as it was.
    @discardableResult
    mutating func put(_ exact: CELKey, key: CELValue, _ value: CELValue) -> Bool {
        guard places[exact] == nil else { return false }
        places[exact] = entries.count
        entries.append(CELMap.Entry(key: key, value: value))
        return true
    }
}
