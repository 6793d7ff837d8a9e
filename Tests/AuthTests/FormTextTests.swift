import Testing

@testable import Auth

@Suite struct FormTextTests {
    @Test func `everything but letters, digits and a few signs is escaped`() {
        #expect(FormText.escaped("aZ9-._*") == "aZ9-._*")
        #expect(FormText.escaped("a b+/&=ä\n") == "a%20b%2B%2F%26%3D%C3%A4%0A")
    }
}
