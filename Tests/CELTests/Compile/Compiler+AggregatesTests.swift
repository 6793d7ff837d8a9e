@testable import CEL
import Testing

@Suite struct CompilerAggregatesTests {
    @Test(arguments: [
        ("{1.5: 1}", "a key is of type bool, int, uint or string, not double"),
        ("{null: 1}", "a key is of type bool, int, uint or string, not null"),
        ("[?1]", "behind ? belongs an optional, not int"), ("{?'a': 'b'}", "behind ? belongs an optional, not string"),
    ])
    func `what cannot be a member is refused`(source: String, message: String) {
        #expect(message == CELTests.message(of: source))
    }

    @Test func `constant parts are evaluated beforehand`() throws {
        var limits = ProgramLimits()
        limits.cost = 8
        #expect(try evaluate("3 in [1, 2, 3, 4, 5, 6, 7, 8, 9]", limits: limits) == .bool(true))
    }
}
