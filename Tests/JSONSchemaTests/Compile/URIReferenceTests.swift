import Testing

@testable import JSONSchema

@Suite struct URIReferenceTests {
    /// The examples of RFC 3986 §5.4.
    @Test(arguments: [
        ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q"),
        (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"),
        ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
        ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"),
        ("g/../h", "http://a/b/c/h"),
        ("g?y/./x", "http://a/b/c/g?y/./x"),
    ])
    func `a reference is resolved against its base`(reference: String, target: String) {
        #expect(URIReference(reference).resolved(against: URIReference("http://a/b/c/d;p?q")).document == target)
    }

    @Test func `a name without folders keeps everything but the fragment`() {
        let base = URIReference("urn:uuid:deadbeef")
        #expect(URIReference("#x").resolved(against: base).document == "urn:uuid:deadbeef")
        #expect(URIReference("#x").resolved(against: base).fragment == "x")
        #expect(URIReference("a").resolved(against: URIReference("http://host")).document == "http://host/a")
        #expect(URIReference("a").resolved(against: URIReference("")).document == "a")
    }

    @Test func `escapes of bytes are read`() {
        #expect("/a%25b%22%C3%A9".percentDecoded == "/a%b\"é")
        for text in ["%", "%4", "%zz", "%FF"] { #expect(text.percentDecoded == nil) }
    }
}
