@testable import JSON
import Testing

@Suite struct JSONMembersTests {
    @Test(arguments: [1, 50])
    func `a member that is put again keeps its place and gets the new value`(count: Int) {
        var members = JSONMembers()
        for number in 0..<count { members.put("\(number)", .int(number)) }
        members.put("0", "new")
        #expect(members.members.count == count)
        #expect(members.members[0] == JSONObject.Member("0", "new"))
    }

    @Test func `it knows which keys it has`() {
        var members = JSONMembers()
        members.add("a", 1)
        #expect(members.contains("a"))
        #expect(!members.contains("A"))
        #expect(members.place(of: "a") == 0)
        members.replace(at: 0, by: 2)
        #expect(members.members == [JSONObject.Member("a", 2)])
    }
}
