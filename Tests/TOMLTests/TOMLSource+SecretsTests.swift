import Testing

@testable import TOML

@Suite struct TOMLSourceSecretsTests {
    private func excerpt(_ text: String, line: Int) -> String {
        let source = TOMLSource(Array(text.utf8), in: .yaml)
        let start = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(line - 1).map {
            $0.utf8.count + 1
        }
        let offset = start.reduce(0, +)
        return source.problem(.error, at: offset..<offset + 1, "x").excerpt
    }

    @Test(arguments: [
        ("auth:\n  client_secret: hunter2", 2, "  client_secret: [secret]"),
        ("auth: {client_id: a, client_secret: hunter2}", 1, "auth: {client_id: a, client_secret: [secret]"),
        ("keys:\n  ring:\n    - hunter2", 3, "    [secret]"),
        ("ring:\n- hunter2:x", 2, "[secret]"),
        ("password: |\n  hunter2\n  hunter3", 3, "  [secret]"),
        ("token: \"hunter2\n  hunter3\"", 2, "  [secret]"),
    ])
    func `YAML does not show what a telling key is given`(text: String, line: Int, shown: String) {
        #expect(excerpt(text, line: line) == shown)
    }

    @Test(arguments: [
        ("server:\n  name: x", 2, "  name: x"),
        ("keys:\n  ring: []\nserver:\n  icons:\n    - https://a.example/x", 5, "    - https://a.example/x"),
        ("a: &x 1", 1, "a: &x 1"),
    ])
    func `it shows the rest`(text: String, line: Int, shown: String) {
        #expect(excerpt(text, line: line) == shown)
    }
}
