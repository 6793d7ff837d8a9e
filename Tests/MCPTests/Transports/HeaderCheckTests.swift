import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct HeaderCheckTests {
    @Test(
        arguments: [
            ("hello_world", "hello_world", true), ("=?base64?aGVsbG8=?=", "hello", true),
            ("=?base64?w7xtbGF1dA==?=", "ümlaut", true), ("=?base64??=", "", true), ("", "", true),
            // A literal that only looks like the sentinel.
            ("=?BASE64?aGVsbG8=?=", "=?BASE64?aGVsbG8=?=", true), ("=?base64?aGVsbG8=", "=?base64?aGVsbG8=", true),
            ("base64?aGVsbG8=?=", "base64?aGVsbG8=?=", true),
            // Anything that is not exactly it.
            ("Hello_world", "hello_world", false), ("=?BASE64?aGVsbG8=?=", "hello", false),
            ("=?base64?aGVsbG8?=", "hello", false), ("=?base64?aGVs!bG8=?=", "hello", false),
            ("=?base64?aGVsbG9=?=", "hello", false), ("=?base64?aGVsbG8=?=", "=?base64?aGVsbG8=?=", false),
            ("=?base64?/w==?=", "\u{fffd}", false), ("=?base64?=", "", false), ("hello", "", false),
            ("=?base64?PT9iYXNlNjQ/YUdWc2JHOD0/PQ==?=", "hello", false),
        ]
    )
    func `a field says a text as it is or in Base64`(field: String, text: String, agrees: Bool) {
        #expect(HeaderCheck.says(Array(field.utf8)[...], text) == agrees)
    }

    @Test func `bytes beyond ASCII are never said as they are`() {
        #expect(!HeaderCheck.says(Array("ümlaut".utf8)[...], "ümlaut"))
    }

    @Test(
        arguments: [
            ("42", 42, true), ("42.0", 42, true), ("42", 42.0, true), ("4.2e1", 42, true), ("042", 42, false),
            ("43", 42, false), ("", 42, false), ("9007199254740993", 9_007_199_254_740_993, true), ("true", true, true),
            ("false", false, true), ("True", true, false), ("1", true, false), ("x", [], false), ("1.5", 1.5, false),
        ] as [(String, JSONValue, Bool)]
    )
    func `numbers are compared as numbers, truths by their name`(field: String, value: JSONValue, agrees: Bool) {
        #expect(HeaderCheck.says(Array(field.utf8)[...], value) == agrees)
    }
}
