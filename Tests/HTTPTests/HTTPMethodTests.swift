import HTTP
import Testing

@Suite struct HTTPMethodTests {
    @Test(arguments: ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "BREW"])
    func `a method is its text`(text: String) {
        #expect(HTTPMethod(text).text == text)
    }

    @Test func `methods are case-sensitive`() {
        #expect(HTTPMethod("get") == .other("get"))
        #expect(HTTPMethod("GET") == .get)
    }
}
