import JSON
import Testing

@testable import MCP

@Suite struct MIMETypeTests {
    @Test(
        arguments: [
            ("a.png", "image/png"), ("b/c.TXT", "text/plain"), ("a.tar.gz", "application/gzip"),
            ("README", "application/octet-stream"), (".gitignore", "application/octet-stream"),
            ("dir.png/file", "application/octet-stream"), ("", "application/octet-stream"),
        ]
    )
    func `the ending of a name says the type`(name: String, type: String) { #expect(MIMEType.of(name) == type) }

    @Test func `some types are text`() {
        #expect(MIMEType.isText("text/csv") && MIMEType.isText("application/json") && !MIMEType.isText("image/png"))
    }
}
