import TOML
import Testing

@Suite struct TOMLTableTests {
    private func messages(_ text: String, _ read: (TOMLTable) -> Void) -> [String] {
        let root = TOMLTable(TOMLDocument(text))
        read(root)
        return root.problems.map(\.message)
    }

    @Test func `a value is read, and what is left out is the default`() {
        let root = TOMLTable(TOMLDocument("[server]\nport = 1"))
        #expect(root.table("server")["port"] ?? 8080 == 1)
        #expect(root.table("server")["host"] ?? "127.0.0.1" == "127.0.0.1")
        #expect(root.table("other")["port"] ?? 8080 == 8080)
        #expect(!root.table("other").isPresent)
        #expect(root.problems.isEmpty)
    }

    @Test func `the keys of a table that anybody may name are there in their order`() {
        let root = TOMLTable(TOMLDocument("[headers]\nb = '1'\na = '2'"))
        #expect(root.table("headers").names == ["b", "a"] && root.table("other").names.isEmpty)
    }

    @Test func `all mismatches are found, and reading goes on with the defaults`() {
        let root = TOMLTable(TOMLDocument("port = 'x'\nhost = 1\nloops = 99"))
        #expect(root["port"] ?? 8080 == 8080)
        #expect(root["host"] ?? "h" == "h")
        #expect(root["loops", in: 0...64] ?? 2 == 2)
        #expect(
            root.problems.map(\.message) == [
                "'port' must be an integer, not a string", "'host' must be a string, not an integer",
                "'loops' must be from 0 to 64",
            ]
        )
    }

    @Test func `a missing key is reported at its table`() {
        let root = TOMLTable(TOMLDocument("\n[auth]\n"))
        let id: String? = root.table("auth")[required: "client_id"]
        #expect(id == nil)
        #expect(root.problems.map(\.message) == ["missing key 'auth.client_id'"])
        #expect(root.problems.first?.position == TOMLPosition(line: 2, column: 2, length: 4))
    }

    @Test func `a key is not missing while parts of the document are unreadable`() {
        #expect(messages("a =") { let _: Int? = $0[required: "b"] } == ["expected a value"])
    }

    @Test func `unknown tables and keys are errors`() {
        #expect(messages("[servre]\nport = 1") { _ = $0.table("server") } == ["unknown key 'servre'"])
    }

    @Test func `a misplaced key is read with a warning`() {
        let root = TOMLTable(TOMLDocument("[a]\nx = 1"))
        #expect(root.table("a")[misplaced: "x", belongs: "in [b]"] == 1)
        #expect(root.problems.map(\.severity) == [.warning])
        #expect(root.problems.map(\.suggestion) == ["it belongs in [b]"])
        #expect(!root.allKnownKeys.contains("a.x"))
    }

    @Test func `a variable stands in for a key that is left out`() {
        let environment = TOMLEnvironment(["ID": "from ${X}", "EMPTY": ""])
        let root = TOMLTable(TOMLDocument("b = 'file'"), environment: environment)
        #expect(root[required: "a", environment: "ID"] == "from ${X}")
        #expect(root["b", environment: "ID"] == "file")
        #expect(root["c", environment: "EMPTY"] == String?.none)
        #expect(root.problems.isEmpty)
    }

    @Test func `bytes have units`() {
        let root = TOMLTable(TOMLDocument("a = '4MiB'\nb = 1"))
        #expect(root[bytes: "a", in: 1...1 << 30] == 4 << 20)
        #expect(root[bytes: "b", in: 1024...1 << 30] == nil)
        #expect(root.problems.map(\.message) == ["'b' must be from 1KiB to 1GiB"])
    }

    @Test func `known keys are those asked for, in present and absent tables`() {
        let root = TOMLTable(TOMLDocument("[a]"))
        let _: Int? = root.table("a")["x"]
        let _: Int? = root.table("b")["y"]
        #expect(root.allKnownKeys == ["a", "b", "a.x", "b.y"])
    }

    @Test func `what a relaxed table says is accepted, but not keys that nobody knows`() {
        let text = "[a]\nx = 'text'\n[a.b]\ny = 'text'\nz = 1"
        let messages = messages(text) {
            let table = $0.table("a")
            table.relax()
            let _: Int? = table["x"]
            let _: Int? = table[required: "w"]
            let _: [Int]? = table.table("b")["y"]
        }
        #expect(messages == ["unknown key 'a.b.z'"])
    }

    @Test func `tables with names of the user's choice are read in order`() {
        let root = TOMLTable(TOMLDocument("[tools.b]\nx = 1\n[tools.a]\nx = 2\n[tools.\"a b\"]\nx = 3\ny = 4"))
        let found = root.table("tools").tables.map { ($0.name, $0.table["x"] ?? 0) }
        #expect(found.map(\.0) == ["b", "a", "a b"] && found.map(\.1) == [1, 2, 3])
        #expect(root.problems.map(\.message) == ["unknown key 'tools.a b.y'"])
    }

    @Test func `what is not a table among them is noted`() {
        #expect(
            messages("[tools]\na = 1") { _ = $0.table("tools").tables } == ["'tools.a' must be a table, not an integer"]
        )
    }
}
