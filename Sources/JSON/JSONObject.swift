/// A JSON object: members in the order they were written, at most one for each key.
///
/// Keys are compared byte by byte: no Unicode normalisation makes two of them one.
public struct JSONObject: Sendable {
    public struct Member: Sendable {
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
            for place in members.indices where members[place].key.isExactly(key) { return members[place].value }
            return nil
        }
        set {
            let index = members.firstIndex { $0.key.isExactly(key) }
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
        guard lhs.count == rhs.count else { return false }
        if lhs.members == rhs.members { return true }
        let index = JSONKeyIndex(rhs.members)
        return lhs.members.allSatisfy { member in
            index.place(of: member.key, in: rhs.members).map { rhs.members[$0].value == member.value } ?? false
        }
    }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(members.reduce(into: 0) { $0 ^= $1.hashValue })
    }
}

extension JSONObject.Member: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.key.isExactly(rhs.key) && lhs.value == rhs.value }
    public func hash(into hasher: inout Hasher) {
        key.hashExactly(into: &hasher)
        hasher.combine(value)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Trusts the author that no key comes twice.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map { Member($0.0, $0.1) })
    }
}
