@testable import CEL
import Testing

@Suite struct EvaluationLogicTests {
    @Test(
        arguments: [
            ("1 / x == 1 || true", .bool(true)), ("true || 1 / x == 1", .bool(true)),
            ("1 / x == 1 && false", .bool(false)),
            ("[0, 1].exists(e, 1 / e == 1)", .bool(true)), ("[0, 2].all(e, 1 / e == 1)", .bool(false)),
            ("dyn('a') || true", .bool(true)),
        ] as [(String, CELValue)]
    )
    func `what decides hides what has failed`(source: String, value: CELValue) throws {
        #expect(try evaluate(source, ["x": .int(0)]) == value)
    }

    @Test func `what does not decide shows it, and where it was`() throws {
        let program = try Program("true && 1 / x == 1 && 2 == 2", variables: ["x": .int])
        #expect(throws: CELEvaluationError(failure: .divisionByZero, offset: 10)) {
            try program.evaluate(["x": .int(0)])
        }
        #expect(failure(of: "[0].all(e, 1 / e == 1)") == .divisionByZero)
    }

    @Test func `what costs too much is not hidden`() {
        let limits = ProgramLimits().with(cost: 20)
        #expect(failure(of: "[1, 2, 3, 4, 5, 6, 7].map(x, x + 1).size() > 0 || true", limits: limits) == .tooExpensive)
    }

    @Test func `members are looked for in lists and keys in maps`() {
        #expect(failure(of: "1 in x", ["x": .string("1")]) == .noSuchOverload("of in for a value of type string"))
        #expect((try? evaluate("1.0 in x", ["x": .list(.values([.uint(1)]))])) == .bool(true))
    }
}
