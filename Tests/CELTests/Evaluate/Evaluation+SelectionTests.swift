@testable import CEL
import JSON
import Testing

@Suite struct EvaluationSelectionTests {
    private let payload = CELValue(["email": "a@example.com", "roles": ["x"], "nothing": .null])

    @Test(
        arguments: [
            ("payload.email", .string("a@example.com")), ("payload['roles'][0]", .string("x")),
            ("has(payload.email)", .bool(true)),
            ("has(payload.nothing)", .bool(true)), ("has(payload.absent)", .bool(false)),
            ("payload.?absent.orValue('-')", .string("-")),
            ("payload.?email.value()", .string("a@example.com")), ("payload.roles[?3].hasValue()", .bool(false)),
            ("payload.?a.b.c.hasValue()", .bool(false)), ("has(payload.?absent.b)", .bool(false)),
        ] as [(String, CELValue)]
    )
    func `JSON is read where it lies`(source: String, value: CELValue) throws {
        #expect(try evaluate(source, ["payload": payload]) == value)
    }

    @Test(
        arguments: [
            ("payload.absent", .noSuchKey("absent")),
            ("payload.email.b", .noSuchOverload("to select 'b' from a value of type string")),
            ("payload.roles[1]", .invalidIndex("index 1 out of range")),
            ("payload.roles[-1]", .invalidIndex("index -1 out of range")),
            ("payload.roles['a']", .invalidIndex("invalid index of type string")), ("payload['a']", .noSuchKey("a")),
            ("payload[1]", .noSuchKey("1")), ("payload.email[0]", .noSuchOverload("of [] for a value of type string")),
            ("has(payload.email.b)", .noSuchOverload("to select 'b' from a value of type string")),
        ] as [(String, CELFailure)]
    )
    func `what is not there is an error`(source: String, failure: CELFailure) {
        #expect(failure == CELTests.failure(of: source, ["payload": payload]))
    }
}
