@testable import CEL
import Testing

@Suite struct ListLibraryTests {
    @Test(arguments: [
        ("[1, 2, 3].slice(1, 3) == [2, 3]", true), ("[1, [2, [3]]].flatten() == [1, 2, [3]]", true),
        ("[[1, [2]]].flatten(5) == [1, 2]", true),
        ("[3, 1, 2].sort() == [1, 2, 3]", true), ("['b', 'a'].sort() == ['a', 'b']", true),
        ("[1, 1.0, 2].distinct() == [1, 2]", true),
        ("lists.range(3) == [0, 1, 2]", true), ("lists.range(-1) == []", true), ("[1].first().value() == 1", true),
        ("[].last().hasValue()", false),
        ("sets.contains([1, 2], [2u])", true), ("sets.equivalent([1, 1], [1.0])", true),
        ("sets.intersects([1], [2])", false),
    ])
    func `lists are worked with`(source: String, value: Bool) throws {
        #expect(try evaluate(source) == .bool(value))
    }

    @Test(
        arguments: [
            ("[1].slice(0, 2)", .invalidIndex("cannot slice(0, 2), list is length 1")),
            ("[1].slice(-1, 1)", .invalidIndex("cannot slice(-1, 1), list is length 1")),
            ("[1, 'a'].sort()", .noSuchOverload("to compare string with int")),
            ("[1].flatten(-1)", .invalidArgument("negative depth: -1")),
            ("lists.range(9223372036854775807)", .tooExpensive),
        ] as [(String, CELFailure)]
    )
    func `what cannot be is an error`(source: String, failure: CELFailure) {
        #expect(failure == CELTests.failure(of: source))
    }
}
