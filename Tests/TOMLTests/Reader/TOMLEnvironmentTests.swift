import Testing

@testable import TOML

@Suite struct TOMLEnvironmentTests {
    private let environment = TOMLEnvironment([
        "A": "1", "B": "${A}", "S_FILE": "/run/s", "T_FILE": "/gone", "D": "", "D_FILE": "x",
    ]) {
        $0 == "/run/s" ? .success(Array("hunter2\n".utf8)) : .failure(.init("no such file"))
    }

    @Test(
        arguments: [
            ("${A}", "1"), ("x${A}y${A}", "x1y1"), ("$A", "$A"), ("$", "$"), ("${", "${"), ("${}", "${}"),
            ("${1A}", "${1A}"),
            ("${A", "${A"), ("$${A}", "$1"), ("${B}", "${A}"), ("${S}", "hunter2"), ("${A-b}", "${A-b}"),
            ("\u{E9}$\u{301}{A}", "\u{E9}$\u{301}{A}"),
        ]
    )
    func `only a name in braces is replaced, once`(text: String, expanded: String) throws {
        #expect(try environment.expand(text) == expanded)
    }

    @Test(
        arguments: [
            ("${X}", "the variable X is not set"), ("${T}", "the file that T_FILE names cannot be read: no such file"),
            ("${D}", "both D and D_FILE are set"),
        ]
    )
    func `what cannot be replaced says why`(text: String, reason: String) {
        #expect { try environment.expand(text) } throws: { ($0 as? TOMLEnvironment.Unreadable)?.reason == reason }
    }

    @Test(arguments: [("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), ("a", "a")])
    func `one newline at the end of a file is not part of the value`(content: String, value: String) throws {
        let environment = TOMLEnvironment(["A_FILE": "f"]) { _ in .success(Array(content.utf8)) }
        #expect(try environment.value(of: "A") == value)
    }
}
