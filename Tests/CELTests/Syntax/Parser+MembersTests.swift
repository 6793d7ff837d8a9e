@testable import CEL
import Testing

@Suite struct ParserMembersTests {
    @Test(
        arguments: [
            ("{'a': {'b': [7]}}.a.b[0]", .int(7)), ("{'x-y': 1}.`x-y`", .int(1)), ("{'if': 1}.if", .int(1)),
            ("{'a': 1}.?a.orValue(0) + {}[?'a'].orValue(5)", .int(6)), ("-5.abs", nil), ("[1][0]", .int(1)),
            ("[?optional.none(), ?optional.of(1)]", .list(.values([.int(1)]))),
            ("{?'a': optional.none()}.size()", .int(0)),
        ] as [(String, CELValue?)]
    )
    func `what stands behind a value belongs to it`(text: String, value: CELValue?) {
        #expect((try? evaluate(text)) == value)
    }

    @Test func `a dot in front leaves local names aside`() throws {
        #expect(try evaluate("[1].exists(x, .x == 2 && x == 1)", ["x": .int(2)]) == .bool(true))
    }
}
