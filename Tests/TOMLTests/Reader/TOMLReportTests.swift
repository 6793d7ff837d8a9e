import TOML
import Testing

@Suite struct TOMLReportTests {
    @Test func `problems stand in the order of the document, whichever way it was read`() {
        let root = TOMLTable(TOMLDocument("a = 'x'\nb = 'y'\nc =\nz = 1"))
        let _: Int? = root["b"]
        let _: Int? = root["a"]
        #expect(root.problems.map(\.position.line) == [1, 2, 3, 4])
    }

    @Test func `a key of another table is shown the way there`() {
        let root = TOMLTable(TOMLDocument("[server]\nlisten_port = 1"))
        let _: Int? = root.table("server").table("http")["listen_port"]
        #expect(root.problems.map(\.suggestion) == ["it belongs in [server.http]"])
    }

    @Test func `so is one that is misspelt as well`() {
        let root = TOMLTable(TOMLDocument("[server]\nlisten_prot = 1"))
        let _: Int? = root.table("server").table("http")["listen_port"]
        #expect(root.problems.map(\.suggestion) == ["did you mean 'listen_port' in [server.http]?"])
    }

    @Test func `a hundred thousand unknown keys are a hundred problems`() {
        let text = (0..<100_000).map { "k\($0) = 1\n" }.joined()
        #expect(TOMLTable(TOMLDocument(text)).problems.count == 100)
    }
}
