import TOML
import Testing

@testable import App

@Suite struct SettingTreeTests {
    private func tree(_ text: String) -> SettingTree { SettingTree(TOMLDocument(text).root) }

    @Test func `a document is tables, lists of tables, and values`() {
        let tree = tree("a = [1]\n[b]\nc = 'x'\n[[d]]\ne = 1")
        #expect(tree.string("b.c") == "x")
        guard case .value(.array) = tree["a"], case .tables(let tables) = tree["d"] else { return #expect(Bool(false)) }
        #expect(tables.count == 1)
    }

    @Test func `a path is set, and its tables are made`() {
        var tree = SettingTree()
        tree[path: "a.b.c"] = .value(.string("x"))
        #expect(tree.string("a.b.c") == "x")
        #expect(tree[path: "a.b"] != nil && tree[path: "a.x"] == nil)
    }

    @Test func `a path is taken away, and nothing is made for that`() {
        var tree = tree("[a]\nb = 1")
        tree[path: "a.b"] = nil
        tree[path: "x.y"] = nil
        #expect(tree == self.tree("[a]"))
    }

    @Test func `a value has no keys`() {
        var tree = tree("a = 1")
        tree[path: "a.b"] = .value(.integer(2))
        #expect(tree == self.tree("a = 1"))
    }

    @Test func `what is set again keeps its place`() {
        var tree = tree("a = 1\nb = 2")
        tree["a"] = .value(.integer(3))
        #expect(tree.members.map(\.name) == ["a", "b"])
    }
}
