import Testing

@testable import TOML

@Suite struct TOMLOverrideTests {
    private func table(_ text: String, _ overrides: TOMLOverride...) -> TOMLTable {
        TOMLTable(TOMLDocument(text).overridden(by: overrides))
    }

    @Test func `a variable holds against the document`() {
        let server = table("[server]\nport = 1\nname = 'x'", TOMLOverride(["server", "port"], "2", from: "V")).table(
            "server"
        )
        #expect(server["port", in: 0...10] == 2)
        #expect(server["name"] == "x")
    }

    @Test func `tables on the way are made`() {
        let root = table("", TOMLOverride(["a", "b", "c"], "true", from: "V"))
        #expect(root.table("a").table("b")["c"] == true)
        #expect(root.problems.isEmpty)
    }

    @Test func `the last of several holds`() {
        let root = table("", TOMLOverride(["a"], "1", from: "V"), TOMLOverride(["a"], "2", from: "W"))
        #expect(root["a"] == "2")
    }

    @Test func `text is what the reader wants it to be`() {
        let overrides = [("a", "5"), ("b", "1.5"), ("c", "2m"), ("d", "4KiB"), ("e", "${NAME}")].map {
            TOMLOverride([$0.0], $0.1, from: "V")
        }
        let root = TOMLTable(TOMLDocument("").overridden(by: overrides))
        #expect(root["a"] == 5 && root["b"] == 1.5 && root["c"] == Duration.seconds(120))
        #expect(root[bytes: "d", in: 0...9999] == 4096)
        #expect(root["e"] == "${NAME}")
        #expect(root.problems.isEmpty)
    }

    @Test func `a problem names the variable, and shows nothing of it`() {
        let root = table("[server]\nport = 1", TOMLOverride(["server", "port"], "hunter2", from: "V"))
        let _: Int? = root.table("server")["port", in: 0...10]
        #expect(
            root.problems.map { $0.rendered(file: "x") } == [
                "V: 'server.port' must be an integer, and the variable does not hold one"
            ]
        )
    }

    @Test func `a key that nobody asked for is told with its variable`() {
        let root = table(
            "[server]",
            TOMLOverride(["server", "prot"], "1", from: "V"),
            TOMLOverride(["a", "b"], "1", from: "W")
        )
        let _: Int? = root.table("server")["port"]
        #expect(
            Set(root.problems.map { $0.rendered(file: "x") }) == [
                "V: unknown key 'server.prot' (did you mean 'port'?)", "W: unknown key 'a'",
            ]
        )
        #expect(root.strayVariables.sorted() == ["V", "W"])
    }

    @Test(arguments: ["a = 1", "a = [1]", "[[a]]\nb = 1"])
    func `what is no table has no keys`(text: String) {
        let root = table(text, TOMLOverride(["a", "b"], "1", from: "V"))
        #expect(root.problems.first?.rendered(file: "x") == "V: 'a.b' lies in what is no table")
    }

    @Test func `they are listed with their keys`() {
        let document = TOMLDocument("[a]\nb = 1\nc = 2").overridden(by: [TOMLOverride(["a", "c"], "3", from: "V")])
        #expect(document.overrides.map(\.path) == ["a.c"])
        #expect(document.overrides.map(\.variable) == ["V"])
        #expect(document.values.map(\.path) == ["a.b", "a.c"])
    }
}
