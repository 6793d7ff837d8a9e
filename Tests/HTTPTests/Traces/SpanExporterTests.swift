import JSON
import Synchronization
import Telemetry
import Testing

@testable import HTTP

/// A receiver that answers as it is told, and then always with the last of it.
private final class Receiver: HTTPClient {
    enum Answer { case status(Int), later(Int), fails(HTTPClientError), partly(Int) }
    private let state: Mutex<(answers: [Answer], requests: [HTTPClientRequest])>

    init(_ answers: Answer...) { state = Mutex((answers, [])) }

    var requests: [HTTPClientRequest] { state.withLock { $0.requests } }

    func send(_ request: HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse {
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
        }
        switch answer {
        case .status(let code): return HTTPClientResponse(HTTPStatus(code))
        case .later(let seconds): return HTTPClientResponse(.serviceUnavailable, fields: [.retryAfter: "\(seconds)"])
        case .fails(let error): throw error
        case .partly(let count):
            return HTTPClientResponse(.ok, body: Array(#"{"partialSuccess":{"rejectedSpans":"\#(count)"}}"#.utf8))
        }
    }
}

/// Time passes at once, and is noted.
private final class Rushing: Timers {
    let delays = Mutex<[Duration]>([])
    func after(_ delay: Duration, _ action: @escaping @Sendable () -> Void) -> any HTTP.Timer {
        delays.withLock { $0.append(delay) }
        // Ends by itself.
        Task { action() }
        return Nothing()
    }
    func sleep(for delay: Duration) async throws {}
    private struct Nothing: HTTP.Timer { func cancel() {} }
}

@Suite struct SpanExporterTests {
    private let tracing = Tracing()

    /// Sends `count` spans, and ends.
    private func run(
        _ count: Int,
        to receiver: Receiver,
        closing: Bool = true,
        _ change: (inout SpanExporter.Settings) -> Void = { _ in }
    ) async throws {
        var settings = SpanExporter.Settings(to: try #require(HTTPURL("http://receiver:4318/v1/traces")))
        settings.pause = .milliseconds(1)
        settings.longestPause = .milliseconds(2)
        change(&settings)
        let exporter = SpanExporter(
            settings,
            from: tracing.queue,
            as: SpanBatch(resource: [:], version: "1"),
            asking: receiver,
            timers: Rushing(),
            log: .silent
        )
        for _ in 0..<count { tracing.tracer.begin("x", .server, for: nil).end() }
        async let ended: Void = exporter.run()
        if !closing { while tracing.queue.report == TraceReport() { await Task.yield() } }
        tracing.queue.close()
        await ended
    }

    @Test func `spans go out in batches, with the headers for the receiver`() async throws {
        let receiver = Receiver(.status(200))
        try await run(5, to: receiver) { settings in
            settings.batch = 2
            settings.headers = ["Authorization": Secret("Bearer x")]
        }
        #expect(receiver.requests.count == 3 && tracing.queue.report == TraceReport(delivered: 5))
        let request = try #require(receiver.requests.first)
        #expect(request.method == .post && request.url.text == "http://receiver:4318/v1/traces")
        #expect(request.fields[.authorization] == "Bearer x" && request.fields[.contentType] == "application/json")
        #expect(request.origin == .configuration)
        let body = try JSONValue(parsing: request.body)
        #expect(body.object?["resourceSpans"] != nil)
    }

    @Test(arguments: [429, 502, 503, 504])
    func `who cannot take them now is asked again`(status: Int) async throws {
        let receiver = Receiver(.status(status), .fails(.timedOut), .status(200))
        try await run(1, to: receiver, closing: false)
        #expect(receiver.requests.count == 3 && tracing.queue.report == TraceReport(delivered: 1))
    }

    @Test func `a receiver says when to come back, but not how late`() async throws {
        let receiver = Receiver(.later(3600), .status(200))
        try await run(1, to: receiver, closing: false)
        #expect(tracing.queue.report == TraceReport(delivered: 1))
    }

    @Test func `who never answers loses them, after some attempts`() async throws {
        let receiver = Receiver(.fails(.unreachable))
        try await run(1, to: receiver, closing: false)
        #expect(receiver.requests.count == 5 && tracing.queue.report == TraceReport(lost: [.unreachable: 1]))
    }

    @Test func `who refuses is not asked again`() async throws {
        let receiver = Receiver(.status(400))
        try await run(2, to: receiver)
        #expect(receiver.requests.count == 1 && tracing.queue.report == TraceReport(lost: [.refused: 2]))
    }

    @Test func `what a receiver leaves out is counted`() async throws {
        try await run(3, to: Receiver(.partly(1)))
        #expect(tracing.queue.report == TraceReport(delivered: 2, lost: [.refused: 1]))
    }

    @Test func `when the process stops there is one attempt`() async throws {
        let receiver = Receiver(.fails(.timedOut))
        try await run(1, to: receiver)
        #expect(receiver.requests.count == 1 && tracing.queue.report == TraceReport(lost: [.unreachable: 1]))
    }
}
