/// The members of an object while it is read; finding a key takes constant time however many there are.
struct JSONMembers {
    private(set) var members: [JSONObject.Member] = []
    private var index = JSONKeyIndex()

    init() { members.reserveCapacity(4) }

    func contains(_ key: String) -> Bool { place(of: key) != nil }

    func place(of key: String) -> Int? { index.place(of: key, in: members) }

    mutating func replace(at place: Int, by value: JSONValue) { members[place].value = value }

    /// Adds a member, or replaces the value of the one that has the key.
    mutating func put(_ key: String, _ value: JSONValue) {
        if let place = place(of: key) {
            members[place].value = value
        } else {
            add(key, value)
        }
    }

    /// Trusts the caller that no member has the key.
    mutating func add(_ key: consuming String, _ value: consuming JSONValue) {
        members.append(JSONObject.Member(key, value))
        index.note(members)
    }
}
