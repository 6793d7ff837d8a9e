import HTTP
import Telemetry
import Testing

@testable import App

@Suite struct StreamGuardTests {
    private let streams = OpenStreams()

    private func guarded(_ response: HTTPResponse) -> HTTPResponse {
        let admission = Admission(
            Configuration(),
            client: Nobody(),
            counting: LimitTable(),
            secondsSince1970: { 0 },
            log: .silent
        )
        var request = HTTPRequest(.get, "/mcp")
        request.caller = .trusted
        var response = response
        StreamGuard(streams: streams, admission: admission).adjust(&response, to: request)
        return response
    }

    @Test func `a stream is known while it is open`() async {
        let response = guarded(
            .eventStream { [streams] write in
                while streams.count == 0 { await Task.yield() }
                await write([1])
            }
        )
        #expect(streams.count == 0)
        guard case .stream(let produce) = response.body else { return #expect(Bool(false)) }
        await produce { _ in }
        #expect(streams.count == 0)
    }

    @Test func `an answer that is there is nothing to watch`() {
        guard case .bytes = guarded(.text("a")).body else { return #expect(Bool(false)) }
        #expect(streams.count == 0)
    }

    private struct Nobody: HTTPClient {
        func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
            throw .unreachable
        }
    }
}
