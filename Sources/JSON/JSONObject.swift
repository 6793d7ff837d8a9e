/// A JSON object: members in the order they were written, at most one for each key.
public struct JSONObject: Sendable {
    public struct Member: Sendable, Hashable {
        public let key: String
        public var value: JSONValue
        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }
    public private(set) var members: [Member]

    public init() { members = [] }

    /// Trusts the caller that no key comes twice.
    public init(_ members: [Member]) { self.members = members }

    /// The value of `key`, found by looking from the front. Setting `nil` removes the member.
    public subscript(key: String) -> JSONValue? {
        get {
            for member in members where member.key == key { return member.value }
            return nil
        }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key, value))
            case (nil, nil): break
            }
        }
    }
    public var keys: some Collection<String> { members.lazy.map(\.key) }
    public var isEmpty: Bool { members.isEmpty }
    public var count: Int { members.count }
}

extension JSONObject: Hashable {
    /// Order does not count (RFC 8259 §4).
    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.members == rhs.members
            || lhs.count == rhs.count && lhs.members.allSatisfy { rhs[$0.key] == $0.value }
    }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(members.reduce(into: 0) { $0 ^= $1.hashValue })
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map { Member($0.0, $0.1) })
    }
}
