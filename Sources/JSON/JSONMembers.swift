/// The members of an object while it is read; finding a key takes constant time however many there are.
struct JSONMembers {
    private(set) var members: [JSONObject.Member] = []
    private var index = JSONKeyIndex()

    init() { members.reserveCapacity(4) }

    func contains(_ key: String) -> Bool { index.place(of: key, in: members) != nil }

    /// Adds a member, or replaces the value of the one that has the key.
    mutating func put(_ key: String, _ value: JSONValue) {
        if let place = index.place(of: key, in: members) {
            members[place].value = value
        } else {
            add(key, value)
        }
    }

    /// Trusts the caller that no member has the key.
    mutating func add(_ key: String, _ value: JSONValue) {
        members.append(JSONObject.Member(key, value))
        index.note(members)
    }
}
