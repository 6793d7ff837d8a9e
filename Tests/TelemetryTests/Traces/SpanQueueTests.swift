import Testing

@testable import Telemetry

@Suite struct SpanQueueTests {
    private func end(_ count: Int, in tracing: Tracing) {
        for number in 0..<count { tracing.tracer.begin("\(number)", .server, for: nil).end() }
    }

    @Test func `beyond the limit spans are dropped and counted, and the oldest stay`() {
        let tracing = Tracing(limit: 3)
        end(5, in: tracing)
        #expect(tracing.queue.count == 3 && tracing.queue.report.lost == [.full: 2])
        #expect(tracing.queue.take(2).map(\.name) == ["0", "1"])
        #expect(tracing.queue.take(2).map(\.name) == ["2"])
    }

    @Test func `who waits goes on when enough is there`() async {
        let tracing = Tracing()
        async let waiting: Void = tracing.queue.wait(for: 2)
        end(2, in: tracing)
        await waiting
        #expect(tracing.queue.count == 2)
        await tracing.queue.wait(for: 1)
    }

    @Test func `who waits for more than fits goes on when it is full`() async {
        let tracing = Tracing(limit: 2)
        end(2, in: tracing)
        await tracing.queue.wait(for: 512)
    }

    @Test func `nobody waits for a queue that is closed, and nothing comes in`() async {
        let tracing = Tracing()
        async let waiting: Void = tracing.queue.wait(for: 1)
        tracing.queue.close()
        await waiting
        end(1, in: tracing)
        #expect(tracing.queue.isClosed && tracing.queue.report.lost == [.stopped: 1])
    }

    @Test func `what has become of spans is counted`() {
        let queue = SpanQueue(limit: 1)
        queue.delivered(3)
        queue.lost(2, .refused)
        #expect(queue.report == TraceReport(delivered: 3, lost: [.refused: 2]))
    }
}
