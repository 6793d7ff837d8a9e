import Testing

@testable import MCP

@Suite struct URITemplateTests {
    @Test(
        arguments: [
            ("greeting://{name}", "greeting://Ada", ["name": "Ada"]),
            ("greeting://{name}", "greeting://Ada%20L%C3%A9", ["name": "Ada Lé"]),
            ("greeting://{name}", "greeting://a%2Fb", ["name": "a/b"]),
            ("greeting://{name}", "greeting://%2525", ["name": "%25"]),
            ("test://template/{id}/data", "test://template/7/data", ["id": "7"]),
            ("db://{a}/{b}", "db://x/y", ["a": "x", "b": "y"]),
            ("f://{name}.txt", "f://a.txt.txt", ["name": "a.txt"]),
            ("f://{a}-{b}", "f://x-y-z", ["a": "x", "b": "y-z"]),
            ("page://one", "page://one", [:]),
            ("file:///{+path}", "file:///a/b%20c/d.txt", ["path": "a/b c/d.txt"]),
            ("file:///{+path}", "file:///../x", ["path": "../x"]),
            ("f://{dir}/{+path}", "f://x/y/z", ["dir": "x", "path": "y/z"]),
            ("s://notes{?text,limit}", "s://notes", [:]),
            ("s://notes{?text,limit}", "s://notes?limit=5", ["limit": "5"]),
            ("s://{box}{?text,limit}", "s://in?limit=5&text=a%26b", ["box": "in", "limit": "5", "text": "a&b"]),
        ] as [(String, String, [String: String])]
    )
    func `a URI of the template gives its variables`(template: String, uri: String, values: [String: String]) throws {
        #expect(try #require(URITemplate(template)).match(uri) == values)
    }

    @Test(
        arguments: [
            ("greeting://{name}", "greeting://"), ("greeting://{name}", "greeting://a/b"),
            ("greeting://{name}", "GREETING://Ada"), ("greeting://{name}", "greeting://%zz"),
            ("greeting://{name}", "greeting://%"), ("greeting://{name}", "greeting://%4"),
            ("greeting://{name}", "greeting://%ff"), ("greeting://{name}", "other://Ada"), ("greeting://{name}", ""),
            ("t://{id}/data", "t://7/data/"), ("t://{id}/data", "t:///data"), ("t://{id}/data", "t://7"),
            ("f://{a}-{b}", "f://x-"), ("f://{a}-{b}", "f://-y"), ("page://one", "page://one/"),
            ("f://{name}.txt", "f://.txt"), ("f://{a}", "f://{a}"), ("f://{a}", "f://x y"), ("f://{a}", "f://x\u{0}"),
            ("file:///{+path}", "file:///"), ("file:///{+path}", "file:///%00%ff"), ("s://n{?q}", "s://n?"),
            ("s://n{?q}", "s://n?q"), ("s://n{?q}", "s://n?r=1"), ("s://n{?q}", "s://n?q=1&q=2"),
            ("s://n{?q}", "s://nn?q=1"),
        ]
    )
    func `any other URI does not`(template: String, uri: String) throws {
        #expect(try #require(URITemplate(template)).match(uri) == nil)
    }

    @Test(
        arguments: [
            "a://{", "a://}", "a://{}", "a://{a}{b}", "a://{a b}", "a://{a}/{a}", "a://{{a}}", "a://{+a}/b",
            "a://{+a}{b}",
            "a://{?a}/b", "a://{?a}{?b}", "a://{a}{?a}", "a://{?}", "a://{?a,}", "a://{+}", "a://{#a}",
        ])
    func `what is no template is refused`(text: String) {
        #expect(URITemplate(text) == nil)
    }

    @Test func `a very long URI takes no longer than its length`() throws {
        let template = try #require(URITemplate("a://{a}-x-{b}-x-{c}-x-{d}!"))
        #expect(template.match("a://" + String(repeating: "-x", count: 100_000)) == nil)
    }
}
