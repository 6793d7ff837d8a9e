import JSONSchema
import Testing

@Suite struct InstancePathTests {
    @Test(
        arguments: [
            ([], "arguments", ""),
            ([.member("items"), .element(3), .member("name")], "arguments.items[3].name", "/items/3/name"),
            ([.member("a b")], "arguments[\"a b\"]", "/a b"), ([.member("")], "arguments[\"\"]", "/"),
            ([.member("a/~b")], "arguments[\"a/~b\"]", "/a~1~0b"), ([.member("1st")], "arguments[\"1st\"]", "/1st"),
            ([.member("line\nfeed")], "arguments[\"line\\nfeed\"]", "/line\nfeed"),
        ] as [([InstancePath.Step], String, String)]
    )
    func `a path reads as code and as a pointer`(steps: [InstancePath.Step], text: String, pointer: String) {
        #expect(InstancePath(steps).text(of: "arguments") == text)
        #expect(InstancePath(steps).pointer == pointer)
    }

    @Test func `a long key is cut`() {
        let path = InstancePath([.member(String(repeating: "k", count: 1_000))])
        #expect(path.text(of: "arguments").utf8.count < 100)
    }
}
