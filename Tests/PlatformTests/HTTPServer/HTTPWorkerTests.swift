import HTTP
import Telemetry
import Testing

@testable import Platform

@Suite(.blocking) struct HTTPWorkerTests {
    private func worker() -> HTTPWorker {
        HTTPWorker(ServerLoad(HTTPServerSettings.Limits()), choosing: { Router([]) }, log: .silent)
    }

    @Test func `buffers are used again, but for large ones, and only so many are kept`() {
        let worker = worker()
        #expect(worker.borrowOutput().capacity == 0)
        var (used, large) = ([UInt8](), [UInt8]())
        used.reserveCapacity(1000)
        used.append(1)
        large.reserveCapacity(1 << 20)
        worker.giveBack(large)
        #expect(worker.borrowOutput().capacity == 0)
        for _ in 0..<200 {
            var buffer = used
            buffer.append(2)
            worker.giveBack(buffer)
        }
        let kept = (0..<200).map { _ in worker.borrowOutput() }
        #expect(kept.allSatisfy { $0.isEmpty })
        #expect(kept.count { $0.capacity > 0 } == 128)
    }

    @Test func `requests have names of their own`() {
        let worker = worker()
        #expect(Set((0..<1000).map { _ in worker.nextRequestID() }).count == 1000)
    }

    @Test func `the date is that of the moment, in the form of HTTP`() {
        let worker = worker()
        let before = WallClock.secondsSince1970
        let date = worker.date
        let after = WallClock.secondsSince1970
        #expect((before...after).map { ResponseDate(secondsSince1970: $0) }.contains(date))
    }

    @Test func `however many are refused one after the other, each is told`() throws {
        let server = try TestServer { $0.limits.connections = 1 }
        let first = try TestClient(server.port)
        first.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = first.read(until: "ok")
        for _ in 0..<100 { #expect(try TestClient(server.port).readAll().hasPrefix("HTTP/1.1 503 ")) }
        #expect(server.server.report.refusals["connections"] == 100)
        first.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(first.read(until: "ok").hasSuffix("ok"))
        server.stop()
    }

    @Test func `a stream may be written on any thread, keeps its order, and waits for its reader`() throws {
        let written = Events()
        let other = EventLoop()
        let thread = SystemThread { other.run {} }
        let server = try TestServer(routes: [
            .get("/elsewhere") { _ in
                .eventStream { write in
                    // Ends with the stream, which waits for it.
                    await Task(executorPreference: other.executor) {
                        for number in 0..<1000 {
                            await write([UInt8](repeating: UInt8(0x20 + number % 64), count: 10_000))
                            written.add(other.executor.isCurrent ? "there" : "elsewhere")
                        }
                    }.value
                }
            }
        ])
        let client = try TestClient(server.port, room: 64 << 10)
        client.send("GET /elsewhere HTTP/1.0\r\nHost: a\r\n\r\n")
        #expect(written.contains("there"))
        #expect(written.settled < 1000)
        let bytes = Array(client.readAll().utf8.suffix(1000 * 10_000))
        #expect(bytes.count == 10_000_000)
        #expect(bytes.indices.allSatisfy { bytes[$0] == UInt8(0x20 + $0 / 10_000 % 64) })
        #expect(written.all.count == 1000 && !written.all.contains("elsewhere"))
        server.stop()
        other.executor.perform { other.stop() }
        thread.join()
    }
}
