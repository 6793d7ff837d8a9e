import JSON
import Testing

@Suite struct JSONMismatchTests {
    @Test func `it says where, what was expected and what was found`() {
        let mismatch = JSONMismatch(path: "items[3]", expected: "a string", found: "a number")
        #expect(mismatch.description == "items[3]: expected a string, found a number")
    }

    @Test func `the whole value has no path`() {
        let mismatch = JSONMismatch(path: "", expected: "an object", found: "null")
        #expect(mismatch.description == "value: expected an object, found null")
    }

    @Test(
        arguments: [
            (.null, "null"), (true, "a boolean"), (1, "a number"), (1.5, "a number"), (.digits("1e400"), "a number"),
            ([], "an array"), ([:], "an object"),
        ] as [(JSONValue, String)]
    )
    func `every kind of value has a name`(value: JSONValue, name: String) {
        #expect(throws: JSONMismatch(path: "", expected: "a string", found: name)) { try value.decode(String.self) }
    }
}
