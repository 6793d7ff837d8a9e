import JSON
import Testing

@Suite struct JSONObjectTests {
    @Test func `a member is set, replaced and removed by its key`() {
        var object: JSONObject = ["a": 1]
        object["b"] = 2
        object["a"] = 3
        #expect(object.members == [.init("a", 3), .init("b", 2)])
        object["a"] = nil
        object["c"] = nil
        #expect(Array(object.keys) == ["b"])
        #expect(object.count == 1)
        #expect(!object.isEmpty)
    }

    @Test(arguments: [("K", "\u{212A}"), ("é", "e\u{301}"), (";", "\u{37E}"), ("name", "Name"), ("name", "name\0")])
    func `keys are compared byte by byte`(key: String, lookalike: String) {
        var object: JSONObject = [key: 1]
        #expect(object[lookalike] == nil)
        object[lookalike] = 2
        #expect(object.count == 2)
        #expect(object[key] == 1)
    }

    @Test(arguments: [3, 100])
    func `the order of members does not count`(count: Int) {
        let members = (0..<count).map { JSONObject.Member("key\($0)", .int($0)) }
        let object = JSONObject(members)
        let reversed = JSONObject(members.reversed())
        #expect(object == reversed)
        #expect(object.hashValue == reversed.hashValue)
        #expect(object != JSONObject(members.dropLast()))
        #expect(object != JSONObject(members.dropLast() + [.init("key\(count - 1)", .null)]))
        #expect(object != JSONObject(members.dropLast() + [.init("other", .int(count - 1))]))
    }

    @Test func `large objects are compared in linear time`() {
        let members = (0..<50_000).map { JSONObject.Member("key\($0)", .int($0)) }
        let start = ContinuousClock.now
        #expect(JSONObject(members) == JSONObject(members.reversed()))
        #expect(ContinuousClock.now - start < .seconds(60))
    }
}
