@testable import CEL
import Testing

@Suite struct CompilerMacrosTests {
    @Test(arguments: [
        ("has(1)", "has takes a selection, as in has(payload.email)"),
        ("[1].all(1, true)", "here belongs the name of a variable"),
        ("[1].all(x, 1)", "all takes a bool here, not int"),
        ("1.exists(x, true)", "exists goes through a list or a map, not int"),
        ("'a'.all(x, true)", "all goes through a list or a map, not string"),
        ("[1].all(a, a, true)", "the two variables need two names"),
        ("has('a'.b)", "a value of type string has no 'b'"),
        ("[1].map(x, x + 'a')", "'+' does not take int and string; convert one of them, as in string(x) or double(x)"),
        ("'a'.optMap(x, x)", "optMap and optFlatMap take an optional, not string"),
        ("[1].filter(x, x)", "filter takes a bool here, not int"),
    ])
    func `a wrong macro is refused`(source: String, message: String) {
        #expect(message == CELTests.message(of: source))
    }

    @Test(
        arguments: [
            ("[3, 1, 2].sortBy(x, -x)", .list(.values([.int(3), .int(2), .int(1)]))),
            ("cel.bind(x, 2, x * x)", .int(4)),
            ("[1, 2, 3].map(x, x > 1, x * 10)", .list(.values([.int(20), .int(30)]))),
            ("{'a': 1}.exists(k, v, k == 'a' && v == 1)", .bool(true)),
            ("{'a': 1}.transformMapEntry(k, v, {k + k: v})", .map(CELMap(["aa": .int(1)]))),
            ("[1, 2].existsOne(x, x == 1)", .bool(true)),
            ("optional.of(2).optMap(x, x + 1).value()", .int(3)),
            ("optional.none().optFlatMap(x, optional.of(x)).hasValue()", .bool(false)),
            (
                "[[1, 2], [3]].map(x, x.map(y, y + x.size()))",
                .list(.values([.list(.values([.int(3), .int(4)])), .list(.values([.int(4)]))]))
            ),
        ] as [(String, CELValue)]
    )
    func `macros do what they say`(source: String, value: CELValue) throws {
        #expect(try evaluate(source) == value)
    }
}
