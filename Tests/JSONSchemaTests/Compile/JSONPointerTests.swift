import Testing

@testable import JSONSchema

@Suite struct JSONPointerTests {
    @Test(
        arguments: [("", []), ("/", [""]), ("/a/0", ["a", "0"]), ("/a~1b/~0~01", ["a/b", "~~1"]), ("/é", ["é"])]
            as [(String, [String])]
    )
    func `a pointer names keys`(text: String, keys: [String]) {
        #expect(JSONPointer.keys(of: text) == keys)
        #expect(keys.map { "/" + JSONPointer.escaped($0) }.joined() == text)
    }

    @Test(arguments: ["a", "#", "/~", "/~2", "/a~"]) func `what is no pointer is refused`(text: String) {
        #expect(JSONPointer.keys(of: text) == nil)
    }

    @Test func `a place in an array has no zeros in front`() {
        #expect(JSONPointer.index("0") == 0)
        #expect(JSONPointer.index("10") == 10)
        for key in ["", "01", "-1", "1a", "99999999999999999999"] { #expect(JSONPointer.index(key) == nil) }
    }
}
