import Testing

@testable import HTTP

@Suite struct ResponseDateTests {
    @Test func `a date stands between the status and the name of the request`() {
        let date = ResponseDate(secondsSince1970: 784_111_777)
        let text = "\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nX-Request-Id: "
        #expect(String(decoding: date.other, as: UTF8.self) == text)
        #expect(String(decoding: date.success, as: UTF8.self) == "HTTP/1.1 200 OK" + text)
    }
}
