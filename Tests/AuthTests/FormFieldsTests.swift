import Testing

@testable import Auth

@Suite struct FormFieldsTests {
    @Test func `a query is read and written`() throws {
        let fields = try #require(FormFields(parsing: "code=a%2Fb+c&state=&x&n=%C3%A4=1"))
        #expect(fields["code"] == "a/b c" && fields["state"] == "" && fields["x"] == "" && fields["n"] == "ä=1")
        #expect(fields["y"] == nil)
        #expect(FormFields([("a b", "c&d=é")]).text == "a%20b=c%26d%3D%C3%A9")
        #expect(FormFields(parsing: FormFields([("a b", "c&d=é")]).text) == FormFields([("a b", "c&d=é")]))
    }

    @Test(arguments: ["a=%", "a=%2", "a=%zz", "a=%+1", "a=%-1", "%ff=1", "a=%c3"])
    func `what is no escape is refused`(query: String) {
        #expect(FormFields(parsing: query) == nil)
    }

    @Test func `a name that comes twice is ambiguous`() {
        #expect(FormFields(parsing: "a=1&b=2")?.isAmbiguous == false)
        #expect(FormFields(parsing: "a=1&%61=2")?.isAmbiguous == true)
    }
}
