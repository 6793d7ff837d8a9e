@testable import CEL
import JSON
import Testing

@Suite struct CELListTests {
    @Test func `a list of JSON reads like one of values`() {
        let json = CELList.json([1, "two", [3]])
        #expect(json.count == 3)
        #expect(json[1] == .string("two"))
        #expect(CELValue.list(json) == .list(.values([.int(1), .string("two"), .list(.values([.int(3)]))])))
    }

    @Test func `no members are empty`() {
        #expect(CELList.json([]).isEmpty)
        #expect(!CELList.values([.null]).isEmpty)
    }
}
