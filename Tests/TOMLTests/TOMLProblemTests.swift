import TOML
import Testing

@Suite struct TOMLProblemTests {
    @Test func `a problem is rendered with its line, a caret and the suggestion`() {
        let root = TOMLTable(TOMLDocument("\n\n\n\n\n[server]\nprot = 8080"))
        let _: Int? = root.table("server")["port"]
        #expect(
            root.problems.map { $0.rendered(file: "config.toml") } == [
                """
                config.toml:7:1: unknown key 'server.prot'
                  7 | prot = 8080
                    | ^^^^ did you mean 'port'?
                """
            ]
        )
    }

    @Test func `a warning says that it is one`() {
        let root = TOMLTable(TOMLDocument("a = 1"))
        let _: Int? = root["a"]
        root.warn("a", "'a' does nothing")
        #expect(
            root.problems.first?.rendered(file: "f") == "f:1:5: warning: 'a' does nothing\n  1 | a = 1\n    |     ^"
        )
    }

    @Test func `without a line the suggestion follows the message`() {
        let root = TOMLTable(TOMLDocument(""))
        let _: String? = root[required: "name", environment: "NAME"]
        #expect(
            root.problems.first?.rendered(file: "f") == "f:1:1: missing key 'name' (write it here or set NAME)"
        )
    }

    @Test func `in a log a problem is one line`() {
        #expect(TOMLDocument("\na = ").problems.map(\.description) == ["line 2, column 5: expected a value"])
    }

    @Test func `places are ordered by line, then column`() {
        let places = [(1, 9), (2, 1), (2, 3)].map { TOMLPosition(line: $0.0, column: $0.1, length: 1) }
        #expect(places.reversed().sorted() == places)
    }
}
