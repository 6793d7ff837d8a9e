import TOML
import Testing

@Suite struct TOMLTreeTests {
    @Test(
        arguments: [
            "[a.b]\n[a]\nx = 1", "[[a]]\n[a.b]\n[[a]]\n[a.b]", "[a]\nb.c = 1\nb.d = 2\n[a.b.e]", "[[a.b]]\n[a]\nx = 1",
            "a.b = 1\na.c = 2",
        ]
    )
    func `tables may be added to where the rules allow it`(text: String) {
        #expect(TOMLDocument(text).problems.isEmpty)
    }

    @Test(
        arguments: [
            "a = 1\na = 2", "[a]\n[a]", "a = {b = 1}\na.c = 2", "a = {}\n[a.b]", "[a]\nb.c = 1\n[a.b]",
            "[a.b]\n[a]\nb.c = 1",
            "a = []\n[[a]]", "[[a]]\n[a]", "[a]\n[[a]]", "a.b = 1\na.b.c = 2", "a = {b = 1, b = 2}",
            "a = {b.c = 1, b = 2}",
        ]
    )
    func `nothing is defined twice`(text: String) {
        let problems = TOMLDocument(text).problems
        #expect(problems.count == 1)
        #expect(problems.first?.message.hasSuffix("is already defined") == true)
    }

    @Test func `the first definition is named`() {
        #expect(TOMLDocument("\na = 1\na = 2").problems.first?.suggestion == "first on line 2")
    }
}
