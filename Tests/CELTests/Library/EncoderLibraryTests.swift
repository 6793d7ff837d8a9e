@testable import CEL
import Testing

@Suite struct EncoderLibraryTests {
    @Test(arguments: ["", "a", "ab", "abc", "abcd", "ÿþ€"])
    func `what is encoded decodes as itself`(text: String) {
        let encoded = Base64.text(of: Array(text.utf8))
        #expect(Base64.bytes(of: encoded) == Array(text.utf8))
        #expect(Base64.bytes(of: encoded.replacing("=", with: "")) == Array(text.utf8))
    }

    @Test(arguments: ["a", "a===", "ab=c", "a b=", "ab-_", "=", "===="])
    func `what is no Base64 is refused`(text: String) {
        #expect(failure(of: "base64.decode(x)", ["x": .string(text)]) == .invalidArgument("'\(text)' is no base64"))
    }
}
