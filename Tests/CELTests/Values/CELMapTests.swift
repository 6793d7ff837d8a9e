@testable import CEL
import JSON
import Testing

@Suite struct CELMapTests {
    @Test func `an object of JSON reads like a map`() {
        let map = CELMap(["a": 1, "b": ["c": true]] as JSONObject)
        #expect(map.count == 2)
        #expect(map["a"] == .int(1))
        #expect(map["d"] == nil)
        #expect(map.entry(at: 1).key == .string("b"))
        #expect(map[.int(1)] == nil)
    }

    @Test func `a map of values is found by its keys`() {
        #expect(CELMap(["a": .int(1)])["a"] == .int(1))
        #expect(CELMap([:]).isEmpty)
    }

    @Test func `whole numbers are one key, whatever their type`() throws {
        var builder = CELMapBuilder()
        try builder.put(.uint(1), .null)
        #expect(builder.map[.int(1)] == .null)
        #expect(builder.map[.double(1)] == .null)
        #expect(throws: CELFailure.repeatedKey) { try builder.put(.int(1), .null) }
    }

    @Test func `doubles and lists are no keys`() {
        var builder = CELMapBuilder()
        #expect(throws: CELFailure.unsupportedKey("double")) { try builder.put(.double(1), .null) }
        #expect(throws: CELFailure.unsupportedKey("list")) { try builder.put(.list(.values([])), .null) }
    }
}
