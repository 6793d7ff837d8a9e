import HTTP
import Testing

@Suite struct ResponseWriterTests {
    private func head(_ response: HTTPResponse, _ framing: ResponseWriter.Framing, closes: Bool = false) -> String {
        var output: [UInt8] = []
        let date = ResponseDate(secondsSince1970: 784_111_777)
        ResponseWriter.head(of: response, framing: framing, closes: closes, at: date, id: "i", to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// What every response says behind its status.
    private let front = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nX-Request-Id: i\r\n"
    /// What every response says that says nothing else.
    private let guards = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"

    @Test func `nobody keeps an answer that does not say how long, or guesses what it is`() {
        var response = HTTPResponse(.ok, fields: ["x-content-type-options": "nosniff", "Cache-Control": "max-age=60"])
        #expect(
            head(response, .length(0))
                == "HTTP/1.1 200 OK\r\n\(front)Cache-Control: max-age=60\r\n"
                + "X-Content-Type-Options: nosniff\r\nContent-Length: 0\r\n\r\n"
        )
        response.fields["Cache-Control"] = nil
        #expect(head(response, .none) == "HTTP/1.1 200 OK\r\n\(front)\(guards)\r\n")
    }

    @Test func `a head has status, date, fields and length`() {
        let response = HTTPResponse(.ok, fields: [.contentType: "text/plain"])
        #expect(
            head(response, .length(1203))
                == "HTTP/1.1 200 OK\r\n\(front)Content-Type: text/plain\r\n\(guards)Content-Length: 1203\r\n\r\n"
        )
    }

    @Test func `an answer that is one origin's says so`() {
        var response = HTTPResponse(.ok)
        #expect(!head(response, .none).contains("Vary"))
        response.variesByOrigin = true
        #expect(head(response, .none).contains("\r\nVary: Origin\r\n"))
    }

    @Test func `other statuses, chunks and the end of the connection are said`() {
        #expect(
            head(HTTPResponse(.notFound), .chunked, closes: true)
                == "HTTP/1.1 404 Not Found\r\n\(front)\(guards)Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        )
        #expect(head(HTTPResponse(HTTPStatus(299)), .none) == "HTTP/1.1 299 \r\n\(front)\(guards)\r\n")
    }

    @Test func `a handler cannot frame a message`() {
        let response = HTTPResponse(
            .ok,
            fields: [.contentLength: "5", .transferEncoding: "chunked", .connection: "close", .date: "x", "A": "b"]
        )
        #expect(
            head(response, .length(0)) == "HTTP/1.1 200 OK\r\n\(front)A: b\r\n\(guards)Content-Length: 0\r\n\r\n"
        )
    }

    @Test func `a chunk has its size, and an empty one is left out`() {
        var output: [UInt8] = []
        ResponseWriter.chunk([UInt8](repeating: 0x61, count: 17), to: &output)
        ResponseWriter.chunk([], to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "11\r\naaaaaaaaaaaaaaaaa\r\n")
    }
}
