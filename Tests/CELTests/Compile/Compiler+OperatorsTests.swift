@testable import CEL
import Testing

@Suite struct CompilerOperatorsTests {
    @Test(arguments: [
        ("1 + 'a'", "'+' does not take int and string; convert one of them, as in string(x) or double(x)"),
        (
            "1.0 == 1",
            "'==' does not take double and int; convert one of them, as in string(x) or int(x), or hide its type with dyn(x)"
        ),
        ("true && 1", "'&&' does not take int; it takes bool"), ("!'a'", "'!' does not take string; it takes bool"),
        ("-'a'", "'unary -' does not take string"), ("1 ? 2 : 3", "'?:' does not take int; the condition is a bool"),
        ("true ? 1 : 'a'", "'?:' does not take int and string; both branches are of one type"),
        (
            "[1] < [2]",
            "'<' does not take list(int) and list(int); convert one of them, as in string(x) or int(x), or hide its type with dyn(x)"
        ),
        ("1.5 % 2.0", "'%' does not take double and double"),
        (
            "1 in 'abc'",
            "'in' does not take int and string; convert one of them, as in string(x) or int(x), or hide its type with dyn(x)"
        ),
    ])
    func `operators refuse what they never take`(source: String, message: String) {
        #expect(message == CELTests.message(of: source))
    }

    @Test(
        arguments: [
            ("1 + 2", .int), ("dyn(1) + 2", .int), ("dyn(1) + dyn(2)", .dyn),
            ("timestamp(0) - timestamp(0)", .duration),
            ("[1] + [2]", .list(.int)), ("[1] + ['a']", .anyList), ("1 < 2.0", .bool), ("true ? [1] : []", .anyList),
            ("-1.5", .double), ("'a' in {'a': 1}", .bool), ("{'a': 1}.a", .int), ("[[1]][0]", .list(.int)),
        ] as [(String, CELType)]
    )
    func `the type of what comes out is known`(source: String, type: CELType) throws {
        #expect(try Program(source, variables: [:]).type == type)
    }
}
