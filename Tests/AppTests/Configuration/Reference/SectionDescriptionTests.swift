import Testing

@testable import App

@Suite struct SectionDescriptionTests {
    private let key = KeyDescription.key("port", .integer(0, 9), 7, "0 picks one")

    @Test(arguments: [
        ("", "top of the file", "port"), ("server", "[server]", "server.port"),
        ("server.tls.hosts[]", "[[server.tls.hosts]]", "server.tls.hosts[].port"),
        ("access.tools.*", "[access.tools.*]", "access.tools.*.port"),
    ])
    func `a table has the header of the document, and its keys have whole paths`(
        path: String,
        header: String,
        whole: String
    ) {
        let section = SectionDescription(path, "a table", [key])
        #expect(section.header == header)
        #expect(section.path(of: key) == whole)
    }
}
