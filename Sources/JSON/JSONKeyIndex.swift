/// Where the keys of an object are. While members are few it stays empty, and looking at each is faster.
struct JSONKeyIndex {
    private var places: [ExactKey: Int] = [:]
    private static let few = 16

    init() {}

    init(_ members: [JSONObject.Member]) {
        if members.count > Self.few { remember(members) }
    }

    /// `members` are those that were given to the initializer or noted.
    func place(of key: String, in members: [JSONObject.Member]) -> Int? {
        members.count > Self.few
            ? places[ExactKey(text: key)]
            : members.firstIndex { $0.key.isExactly(key) }
    }

    /// Keeps up with a member that has been appended.
    @inline(__always)
    mutating func note(_ members: [JSONObject.Member]) {
        if members.count > Self.few { remember(members) }
    }

    private mutating func remember(_ members: [JSONObject.Member]) {
        for place in places.count..<members.count { places[ExactKey(text: members[place].key)] = place }
    }
}

/// A key as its bytes. Keys that only Unicode normalisation makes equal differ in their hashes too, or a text full of
/// them would take quadratic time.
private struct ExactKey: Hashable {
    let text: String

    static func == (lhs: Self, rhs: Self) -> Bool { lhs.text.isExactly(rhs.text) }
    func hash(into hasher: inout Hasher) { text.hashExactly(into: &hasher) }
}
