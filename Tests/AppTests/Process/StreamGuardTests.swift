import HTTP
import Telemetry
import Testing

@testable import App

@Suite struct StreamGuardTests {
    private let streams = OpenStreams()

    private func admission(_ text: String = "") -> Admission { Admission(of: text, asking: Nobody()) }

    private func guarded(_ response: HTTPResponse, over exchange: any Exchange = NoExchange()) -> HTTPResponse {
        let admission = admission()
        var request = HTTPRequest(.get, "/mcp")
        request.caller = .trusted
        request.exchange = exchange
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

    @Test func `a stream whose client may not stay is stopped`() async {
        let (silence, end) = AsyncStream<Never>.makeStream()
        let response = guarded(
            .eventStream { [self] _ in
                streams.hold(against: admission(LocalTokens.begin + LocalTokens.token()))
                for await _ in silence {}
            },
            over: StoppableExchange { end.finish() }
        )
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
