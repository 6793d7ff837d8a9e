@testable import JSON
import Testing

@Suite struct JSONKeyIndexTests {
    @Test(arguments: [0, 1, 16, 17, 18, 1_000])
    func `every key is found, however many there are`(count: Int) {
        let members = (0..<count).map { JSONObject.Member("key\($0)", .int($0)) }
        let index = JSONKeyIndex(members)
        for place in 0..<count { #expect(index.place(of: "key\(place)", in: members) == place) }
        #expect(index.place(of: "key\(count)", in: members) == nil)
    }

    @Test func `it keeps up with members that are appended`() {
        var members: [JSONObject.Member] = []
        var index = JSONKeyIndex()
        for number in 0..<40 {
            #expect(index.place(of: "\(number)", in: members) == nil)
            members.append(JSONObject.Member("\(number)", .null))
            index.note(members)
            #expect(index.place(of: "\(number)", in: members) == number)
            #expect(index.place(of: "0", in: members) == 0)
        }
    }
}
