import HTTP
import Testing

@testable import App

@Suite struct SuccessiveClientTests {
    private struct Answering: HTTPClient {
        let status: HTTPStatus
        func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse { .init(status) }
    }

    @Test func `who keeps it asks as it was last told`() async throws {
        let client = SuccessiveClient(Answering(status: .ok))
        let request = HTTPClientRequest(.get, .placeholder, namedBy: .configuration)
        #expect(try await client.send(request).status == .ok)
        client.replace(with: Answering(status: .notFound))
        #expect(try await client.send(request).status == .notFound)
    }
}
