import HTTP
import Testing

@Suite struct HTTPErrorTests {
    @Test func `an error becomes a response with its status, message and fields`() {
        let response = HTTPResponse(HTTPError(.tooManyRequests, "slow \"down\"", fields: [.retryAfter: "3"]))
        #expect(response.status == .tooManyRequests)
        #expect(response.fields[.retryAfter] == "3")
        #expect(response.text == #"{"error":"slow \"down\""}"#)
    }

    @Test func `any other error shows nothing of itself`() {
        struct Internal: Error { let secret = "s3cret" }
        let response = HTTPResponse(Internal())
        #expect(response.status == .internalServerError)
        #expect(response.text == #"{"error":"Internal Server Error"}"#)
    }
}

extension HTTPResponse {
    /// The body, when it is whole.
    var text: String {
        guard case .bytes(let bytes) = body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
