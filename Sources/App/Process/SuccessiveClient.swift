import HTTP
import Synchronization

/// Asks other servers as the configuration says that holds now, for those who stay longer than one.
final class SuccessiveClient: HTTPClient {
    private let client: Mutex<any HTTPClient>

    init(_ client: any HTTPClient) { self.client = Mutex(client) }

    func replace(with client: any HTTPClient) { self.client.withLock { $0 = client } }

    func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
        try await client.withLock { $0 }.send(request)
    }
}
