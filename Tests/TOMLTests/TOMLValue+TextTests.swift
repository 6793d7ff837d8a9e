import TOML
import Testing

@Suite struct TOMLValueTextTests {
    private func values(_ text: String) -> [String] {
        TOMLDocument(text).values.map { "\($0.path) = \($0.value.text)" }
    }

    @Test func `every value has its path, in the order of the document`() {
        #expect(
            values("z = 1\n[b]\nc = 'x'\n[b.d]\ne = true\n[a]\nf = 1.5") == [
                "z = 1", #"b.c = "x""#, "b.d.e = true", "a.f = 1.5",
            ]
        )
    }

    @Test func `tables in an array have numbers, and plain elements stay together`() {
        #expect(values("a = [1, 'x', [2]]\nb = []") == [#"a = [1, "x", [2]]"#, "b = []"])
        #expect(
            values("[[t]]\nn = 1\n[[t]]\nn = 2\n[[t.u]]\nk = 3") == ["t[0].n = 1", "t[1].n = 2", "t[1].u[0].k = 3"]
        )
        #expect(values("a = [{ b = 1 }, { b = 2 }]") == ["a[0].b = 1", "a[1].b = 2"])
    }

    @Test func `a table without keys has no values`() {
        #expect(values("[a]\n[b]\nc = 1") == ["b.c = 1"])
    }

    @Test(arguments: [
        "1979-05-27", "07:32:00", "1979-05-27T07:32:00", "1979-05-27T07:32:00.5Z", "1979-05-27T07:32:00+01:30",
        "1979-05-27T07:32:00-08:00", "0001-01-01T00:00:00-00:30",
    ])
    func `times stand as the document has them`(text: String) {
        #expect(values("t = \(text)") == ["t = \(text)"])
    }

    @Test(arguments: [
        "", "plain", "\"", "\\", "a\nb\tc", "\u{1}\u{8}\u{C}\r\u{F}\u{10}\u{1F}", "\u{7F}\u{85}\u{9F}\u{A0}", "é👋",
    ])
    func `a string is written so that a reader gets it back, and a terminal obeys none of it`(text: String) {
        let written = TOMLValue.string(text).text
        #expect(TOMLDocument("k = \(written)").root["k"]?.value == .string(text))
        #expect(!written.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    }
}
