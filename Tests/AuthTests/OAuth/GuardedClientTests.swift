import HTTP
import JSON
import Synchronization
import Telemetry
import Testing

@testable import Auth

@Suite struct GuardedClientTests {
    private final class Spy: HTTPClient {
        private let list = Mutex<[HTTPClientRequest]>([])
        var asked: [HTTPClientRequest] { list.withLock(\.self) }
        func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
            list.withLock { $0.append(request) }
            return HTTPClientResponse(.ok)
        }
    }

    @Test func `what is not allowed is not asked, and the log says how to allow it`() async throws {
        let spy = Spy()
        let lines = Mutex<[String]>([])
        let log = Logger { _, _, fields in lines.withLock { $0.append(fields["allow"]?.string ?? "") } }
        let client = GuardedClient(spy, to: AllowedHosts(writtenByOperator: []), log: log)
        let url = try #require(HTTPURL("https://keys.example.com/x?secret"))
        await #expect(throws: HTTPClientError.notAllowed) {
            try await client.send(HTTPClientRequest(.get, url, namedBy: .document))
        }
        #expect(spy.asked.isEmpty)
        #expect(lines.withLock(\.self) == [#"oauth_whitelist_domains = ["keys.example.com"]"#])
        #expect(try await client.send(HTTPClientRequest(.get, url, namedBy: .configuration)).status == .ok)
        #expect(spy.asked.map(\.origin) == [.configuration])
    }

    @Test(arguments: [
        "http://169.254.169.254/keys", "http://127.0.0.1/", "http://[::1]/", "http://0123/", "http://10.1/",
    ])
    func `nobody is told to list an address`(text: String) async throws {
        let url = try #require(HTTPURL(text))
        let lines = Mutex<[JSONObject]>([])
        let log = Logger { _, _, fields in lines.withLock { $0.append(fields) } }
        let client = GuardedClient(Spy(), to: AllowedHosts(writtenByOperator: []), log: log)
        await #expect(throws: HTTPClientError.notAllowed) {
            try await client.send(HTTPClientRequest(.get, url, namedBy: .document))
        }
        #expect(lines.withLock(\.self).map { $0["allow"] } == [nil])
    }

    @Test func `a listed host of a document stays a document's`() async throws {
        let spy = Spy()
        let hosts = AllowedHosts([try #require(DomainPattern("a.example"))], writtenByOperator: [])
        let request = HTTPClientRequest(.get, try #require(HTTPURL("https://a.example")), namedBy: .document)
        _ = try await GuardedClient(spy, to: hosts, log: .silent).send(request)
        #expect(spy.asked.map(\.origin) == [.document])
    }
}
