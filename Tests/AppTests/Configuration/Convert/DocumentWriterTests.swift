import TOML
import Testing

@testable import App

@Suite struct DocumentWriterTests {
    private func written(_ text: String, comments: [String: [String]] = [:]) -> String {
        DocumentWriter.text(of: SettingTree(TOMLDocument(text).root), KnownKeys(), comments: comments)
    }

    @Test func `keys come in the order of the documentation`() {
        #expect(
            written("[log]\nlevel = 'info'\n[server.transport]\ntype = 'http'\n[server]\nversion = '1'\nname = 'x'")
                == """
                [server]
                name = "x"
                version = "1"

                [server.transport]
                type = "http"

                [log]
                level = "info"

                """
        )
    }

    @Test func `an empty table stays, for it may switch something on`() {
        #expect(written("[middleware.cors]\n") == "[middleware.cors]\n")
    }

    @Test func `tables in a list have headers of their own`() {
        let text = written("[middleware.jwt.validation]\ntokens = [{name = 'a'}, {name = 'b'}]")
        #expect(text.split(separator: "\n").count { $0 == "[[middleware.jwt.validation.tokens]]" } == 2)
    }

    @Test func `comments stand above what they speak of`() {
        let text = written(
            "[server]\nname = 'x'",
            comments: ["": ["top"], "server": ["table"], "server.name": ["key"]]
        )
        #expect(text == "# top\n\n# table\n[server]\n# key\nname = \"x\"\n")
    }

    @Test func `what it writes is what it was given`() throws {
        let text = #"""
            [access.resources."greeting://{name}"]
            scopes = []
            condition = 'a "b" \ c'
            [server]
            instructions = """
            two
            lines\u0007"""
            """#
        #expect(SettingTree(TOMLDocument(written(text)).root).sorted == SettingTree(TOMLDocument(text).root).sorted)
    }

    @Test func `the file of this repository goes round`() throws {
        let text = try Repository.everything()
        let again = TOMLDocument(written(text))
        #expect(again.problems.isEmpty)
        #expect(SettingTree(again.root).sorted == SettingTree(TOMLDocument(text).root).sorted)
    }
}

extension SettingTree {
    /// In one order, whatever it was.
    var sorted: SettingTree {
        var sorted = SettingTree()
        for member in members.sorted(by: { $0.name < $1.name }) {
            switch member.setting {
            case .table(let table): sorted[member.name] = .table(table.sorted)
            case .tables(let tables): sorted[member.name] = .tables(tables.map(\.sorted))
            case .value(let value): sorted[member.name] = .value(.string(value.text))
            }
        }
        return sorted
    }
}
