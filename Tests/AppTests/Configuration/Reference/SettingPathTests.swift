import Testing

@testable import App

@Suite struct SettingPathTests {
    @Test(arguments: [
        ("server.limits", ["server", "limits"]), ("[server.limits]", ["server", "limits"]), ("[[a.b]]", ["a", "b"]),
        ("a.b[0].c", ["a", "b", "[]", "c"]), ("a.b[].c", ["a", "b", "[]", "c"]),
        ("a.\"b.c\".d", ["a", "b.c", "d"]), ("a.'b'", ["a", "b"]), ("", []), ("..", []),
    ])
    func `a path has parts`(text: String, parts: [String]) {
        #expect(SettingPath(text).parts == parts)
    }

    @Test func `numbers of elements may be left out, and a star is any name`() {
        #expect(SettingPath("a.b.c").isPath(SettingPath("a.b[].c")))
        #expect(SettingPath("a.x.c").isPath(SettingPath("a.*.c")))
        #expect(!SettingPath("a.b").isPath(SettingPath("a.b.c")))
        #expect(!SettingPath("a.*").isPath(SettingPath("a.b")))
    }

    @Test func `an end is whole parts`() {
        #expect(SettingPath("b.c").isEnd(of: SettingPath("a.b.c")))
        #expect(!SettingPath("c").isEnd(of: SettingPath("a.bc")))
        #expect(!SettingPath("a.b.c").isEnd(of: SettingPath("b.c")))
    }
}
