@testable import CEL
import JSON
import Testing

@Suite struct ProgramTests {
    private let payload = CELValue(["email": "ada@example.com", "groups": ["editor"], "roles": ["admin"], "iss": "x"])

    /// The conditions of the systems whose files are read here.
    @Test(arguments: [
        #"has(payload.email) && payload.email.endswith("@example.com")"#,
        #"has(payload.email) && payload.email.endsWith("@example.com")"#,
        #"payload.groups.exists(group, group in ["admin", "editor"])"#,
        #"payload.iss == "x" && "admin" in payload.roles"#,
        #"payload.iss == "x" and "admin" in payload.roles"#, #""admin" in payload.roles"#, #"payload["iss"] == "x""#,
    ])
    func `conditions hold`(source: String) throws {
        let program = try Program(source, variables: ["payload": .dyn], result: .bool)
        #expect(try program.holds { _ in payload })
        #expect(program.variables == ["payload"])
    }

    @Test func `a condition has to be a bool`() throws {
        #expect(message(of: "1 + 1", result: .bool) == "the expression gives int, and has to give bool")
        let program = try Program("payload.email", variables: ["payload": .dyn], result: .bool)
        #expect(throws: CELEvaluationError.self) { try program.holds { _ in payload } }
    }

    @Test func `each variable is asked for once`() throws {
        let program = try Program("a + b + a + b", variables: ["a": .dyn, "b": .dyn, "c": .dyn])
        var asked: [String] = []
        _ = try program.evaluate { name in
            asked.append(name)
            return .int(1)
        }
        #expect(asked == ["a", "b"])
    }

    @Test(arguments: [
        ("r.a == 1", true, false), ("has(r.b)", false, true), ("r == {}", true, true), ("r['a'] == 1", true, true),
        ("r.a == 1 && r.size() > 0", true, true), ("[1].all(r, r == 1)", false, false),
        ("r.?a.hasValue()", true, false),
    ])
    func `a program knows what it reads`(source: String, readsA: Bool, readsB: Bool) throws {
        let program = try Program(source, variables: ["r": .record(["a": .int, "b": .int])])
        #expect(program.reads("a", of: "r") == readsA)
        #expect(program.reads("b", of: "r") == readsB)
    }

    @Test func `an error says where`() throws {
        let program = try Program("payload.nothing == 1", variables: ["payload": .dyn])
        #expect(throws: CELEvaluationError(failure: .noSuchKey("nothing"), offset: 7)) {
            try program.evaluate(["payload": payload])
        }
    }
}
