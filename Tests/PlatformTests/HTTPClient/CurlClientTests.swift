import HTTP
import Testing

@testable import Platform

@Suite struct CurlClientTests {
    @Test func `an answer comes whole, with its status and fields`() async throws {
        let server = try CannedServer { _ in canned("404 Not Found", ["X-One:  a b ", "X-One: c", "X-Empty:"], "gone") }
        let answer = try await CurlClient.silent().send(
            HTTPClientRequest(.get, try HTTPURL.of(server.url("/x?y=z")), namedBy: .configuration)
        )
        #expect(answer.status == .notFound)
        #expect(answer.fields[all: "X-One"] == ["a b", "c"])
        #expect(answer.fields["X-Empty"] == "")
        #expect(String(decoding: answer.body, as: UTF8.self) == "gone")
        #expect(server.requests.first?.hasPrefix("GET /x?y=z HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n") == true)
    }

    @Test func `a task that is cancelled does not wait`() async throws {
        let server = try CannedServer()
        // Nothing else may end the request before it is cancelled, however busy the machine is.
        let client = CurlClient.silent()
        var request = HTTPClientRequest(.get, try HTTPURL.of(server.url()), namedBy: .configuration)
        request.timeout = .seconds(600)
        let task = Task { () -> HTTPClientError? in
            do throws(HTTPClientError) {
                _ = try await client.send(request)
                return nil
            } catch { return error }
        }
        for await _ in server.arrivals { break }
        task.cancel()
        #expect(await task.value == .cancelled)
        let early = Task { () -> HTTPClientError? in
            try? await Task.sleep(for: .seconds(60))
            do throws(HTTPClientError) {
                _ = try await client.send(request)
                return nil
            } catch { return error }
        }
        early.cancel()
        #expect(await early.value == .cancelled)
    }

    @Test func `nobody there is unreachable, and other protocols are`() async throws {
        let port = try CannedServer().port
        await #expect(throws: HTTPClientError.unreachable) {
            try await CurlClient.silent().send(
                HTTPClientRequest(.get, try HTTPURL.of("http://127.0.0.1:\(port)/"), namedBy: .configuration)
            )
        }
    }
}
