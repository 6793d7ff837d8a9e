import Testing

@testable import JSONSchema

@Suite struct ReferenceFormatsTests {
    @Test(arguments: [
        ("https://a.example:80/p?q#f", true), ("urn:uuid:1", true), ("http://[::1]:80/", true), ("mailto:a@b", true),
        ("http://user@host/", true),
        ("/relative", false), ("http://a b/", false), ("http://a/%zz", false), ("http://[::1", false),
        ("http://host:80a/", false),
        ("http://a#b#c", false), ("http://é/", false), ("http://a/[b]", false), ("", false), ("1http://a", false),
    ])
    func `a URI has a scheme`(text: String, isRight: Bool) { #expect(ReferenceFormats.isURI(text) == isRight) }

    @Test func `a reference may be relative`() {
        for text in ["", "#", "../a", "//host/a", "?q"] { #expect(ReferenceFormats.isURIReference(text)) }
        for text in ["1:a", "\\a", "#a#b"] { #expect(!ReferenceFormats.isURIReference(text)) }
    }

    @Test func `a UUID has five groups`() {
        #expect(ReferenceFormats.isUUID("2EB8AA08-aa98-11ea-b4aa-73b441d16380"))
        for text in ["", "2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g"] {
            #expect(!ReferenceFormats.isUUID(text))
        }
    }

    @Test func `a relative pointer goes up first`() {
        for text in ["0", "1/a", "10#", "0/~1"] { #expect(ReferenceFormats.isRelativeJSONPointer(text)) }
        for text in ["", "/a", "01", "-1", "1a", "0##", "0/~"] {
            #expect(!ReferenceFormats.isRelativeJSONPointer(text))
        }
    }
}
