/// Where the keys of an object are. While members are few it stays empty, and looking at each is faster.
struct JSONKeyIndex {
    /// `nil` while it is empty, which then costs nothing.
    private var places: [ExactKey: Int]?
    private static let few = 16

    init() {}

    init(_ members: [JSONObject.Member]) {
        if members.count > Self.few { remember(members) }
    }

    /// `members` are those that were given to the initializer or noted.
    func place(of key: String, in members: [JSONObject.Member]) -> Int? {
        if members.count > Self.few { return places?[ExactKey(text: key)] }
        for place in members.indices where members[place].key.isExactly(key) { return place }
        return nil
    }

    /// Keeps up with a member that has been appended.
    @inline(__always)
    mutating func note(_ members: [JSONObject.Member]) {
        if members.count > Self.few { remember(members) }
    }

    private mutating func remember(_ members: [JSONObject.Member]) {
        var places = self.places.take() ?? [:]
        for place in places.count..<members.count { places[ExactKey(text: members[place].key)] = place }
        self.places = places
    }
}

/// A key as its bytes. Keys that only Unicode normalisation makes equal differ in their hashes too, or a text full of
/// them would take quadratic time.
private struct ExactKey: Hashable {
    let text: String

    static func == (lhs: Self, rhs: Self) -> Bool { lhs.text.isExactly(rhs.text) }
    func hash(into hasher: inout Hasher) { text.hashExactly(into: &hasher) }
}
