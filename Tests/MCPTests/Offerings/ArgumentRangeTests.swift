import JSON
import Testing

@testable import MCP

@Suite struct ArgumentRangeTests {
    @Test func `ranges have ends that are numbers of JSON`() {
        #expect((1...10).ends == (1, 10))
        #expect((0.5...1).ends == (0.5, 1.0))
        #expect((1...).ends == (1, nil))
        #expect((...80).ends == (nil, 80))
    }

    @Test(
        arguments: [
            (1, 2, true), (2, 2, false), (1.5, 2, true), (.digits("1e400"), 2, false), ("1", 2, nil),
            (.int(.max), .digits("9223372036854775808"), false),
        ] as [(JSONValue, JSONValue, Bool?)]
    )
    func `numbers are compared whatever they are`(left: JSONValue, right: JSONValue, isLess: Bool?) {
        #expect(left.isLess(than: right) == isLess)
    }
}
