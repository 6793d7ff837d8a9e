@testable import CEL
import Testing

@Suite struct CompilerTests {
    private let request = CELType.record(["method": .string, "arguments": .map(.string, .dyn)])

    @Test(arguments: [
        ("paylod.email", "unknown variable 'paylod'; did you mean 'payload'?"),
        ("size", "unknown variable 'size'; size is a function"),
        ("request.metod == 'GET'", "there is no 'metod' here; did you mean 'method'?"),
        ("1.a", "a value of type int has no 'a'"),
        ("'a'.b", "a value of type string has no 'b'"),
        ("[1]['a']", "a value of type list(int) has no index of type string"),
        ("has(request.body)", "there is no 'body' here"),
        ("'abc'[0]", "a value of type string has no index of type int"),
    ])
    func `what cannot be is refused`(source: String, message: String) {
        #expect(message == CELTests.message(of: source, ["payload": .dyn, "request": request]))
    }

    @Test(arguments: [
        "payload.a.b[0]['c'].d", "request.arguments.path == '/'", "request['method']", "payload.?a.b",
        "request.?method",
    ])
    func `what may be is not`(source: String) {
        #expect(message(of: source, ["payload": .dyn, "request": request]) == nil)
    }

    @Test func `the longest name that is known is the variable`() throws {
        let program = try Program("a.b.c", variables: ["a.b": .dyn, "a": .dyn])
        #expect(program.variables == ["a.b"])
    }

    @Test func `names are looked up in the container first`() throws {
        var settings = ProgramSettings()
        settings.container = "x.y"
        #expect(try Program("a", variables: ["x.y.a": .int, "a": .int], settings: settings).variables == ["x.y.a"])
        #expect(try Program("a", variables: ["x.a": .int, "a": .int], settings: settings).variables == ["x.a"])
        #expect(try Program(".a", variables: ["x.a": .int, "a": .int], settings: settings).variables == ["a"])
    }

    @Test func `without the check of types what is wrong is found late`() throws {
        var settings = ProgramSettings()
        settings.checksTypes = false
        let program = try Program("nothing || true", variables: [:], settings: settings)
        #expect(try program.evaluate() == .bool(true))
    }
}
