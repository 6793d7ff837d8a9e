@testable import CEL
import JSON
import Testing

@Suite struct EvaluationAggregatesTests {
    private let variables = ["p": CELValue(["b": 2, "a": 1]), "l": CELValue([3, 1, 2])]

    @Test(
        arguments: [
            ("p.map(k, k)", .list(.values([.string("b"), .string("a")]))),
            ("p.exists(k, v, k == 'a' && v == 1)", .bool(true)),
            ("l.transformMap(i, v, i * v)", .map(CELMap([:]))),
            ("l.sortBy(x, -x)", .list(.values([.int(3), .int(2), .int(1)]))),
            ("l.exists_one(x, x > 2)", .bool(true)),
            ("p.transformList(k, v, v > 1, k)", .list(.values([.string("b")]))),
            ("{p.a: [p.b]}[1]", .list(.values([.int(2)]))),
        ] as [(String, CELValue)]
    )
    func `macros go through what JSON holds`(source: String, value: CELValue) throws {
        let result = try evaluate(source, variables)
        if case .map(let map) = result { #expect(map[.int(2)] == .int(4)) } else { #expect(result == value) }
    }

    @Test(
        arguments: [
            ("p.sortBy(k, k)", .noSuchOverload("of sortBy for a map")),
            ("x.all(e, true)", .noSuchOverload("of a macro for a value of type int")),
            ("l.transformMapEntry(i, v, {'a': v})", .repeatedKey), ("{x: 1, x: 2}", .repeatedKey),
            ("{1.0 * d: 1}", .unsupportedKey("double")),
            ("[?x]", .noSuchOverload("for a value of type int")),
            ("l.sortBy(e, e == 1 ? dyn('a') : dyn(1))", .noSuchOverload("to compare")),
        ] as [(String, CELFailure)]
    )
    func `what is no member is an error`(source: String, failure: CELFailure) {
        let variables = variables.merging(["x": .int(1), "d": .double(2)]) { first, _ in first }
        let actual = CELTests.failure(of: source, variables)
        #expect("\(actual, default: "none")".hasPrefix("\(failure)"))
    }
}
