import Testing

@testable import JSONSchema

@Suite struct SchemaSourceTests {
    @Test func `a place within a document is a pointer, escaped key by key`() {
        let root = SchemaLocation(document: 3, pointer: "")
        let place = root.appending("$defs").appending("a/b~c").appending("0").appending("")
        #expect(place == SchemaLocation(document: 3, pointer: "/$defs/a~1b~0c/0/"))
        #expect(JSONPointer.keys(of: place.pointer) == ["$defs", "a/b~c", "0", ""])
    }
}
