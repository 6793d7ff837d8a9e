@testable import CEL
import Testing

@Suite struct OptionalLibraryTests {
    @Test(
        arguments: [
            ("optional.of(1).or(optional.of(2)).value()", .int(1)), ("optional.none().orValue(3)", .int(3)),
            ("optional.unwrap([optional.of(1), optional.none()])", .list(.values([.int(1)]))),
            ("[optional.of(1)].unwrapOpt()", .list(.values([.int(1)]))),
        ] as [(String, CELValue)]
    )
    func `optionals have a value or another`(source: String, value: CELValue) throws {
        #expect(try evaluate(source) == value)
    }

    @Test(
        arguments: [
            ("x.value()", .optional(nil), .noValue),
            ("x.orValue(1)", .int(1), .noSuchOverload("for a value of type int")),
            ("optional.unwrap(x)", .list(.values([.int(1)])), .noSuchOverload("for a value of type int")),
        ] as [(String, CELValue, CELFailure)]
    )
    func `what has none is an error`(source: String, value: CELValue, failure: CELFailure) {
        #expect(failure == CELTests.failure(of: source, ["x": value]))
    }
}
