import Testing

@testable import MCP

@Suite struct Base64Tests {
    /// RFC 4648 §10.
    @Test(
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ]
    )
    func `bytes become text and come back`(bytes: String, text: String) {
        #expect(Base64.encode(Array(bytes.utf8)) == text)
        #expect(Base64.decode(text.utf8) == Array(bytes.utf8))
    }

    @Test func `every byte survives`() {
        let bytes = (0...255).map { UInt8($0) }
        for count in 0...256 {
            #expect(Base64.decode(Base64.encode(Array(bytes.prefix(count))).utf8) == Array(bytes.prefix(count)))
        }
    }

    @Test(
        arguments: [
            "SGVsbG8", "SGVs!!!bG8=", "Zh==", "Zm9=", "Zm\n9v", " Zm9v", "Zm9v\n", "====", "Z===", "Zg=a", "Zg==Zg==",
            "Zm9_", "Zm9-", "Zg=", "é",
        ]
    )
    func `what is not exactly Base64 is refused`(text: String) {
        #expect(Base64.decode(text.utf8) == nil)
    }
}
