import HTTP
import JSON
import Telemetry
import Testing

@testable import Platform

@Suite struct CurlEngineTests {
    @Test func `one too many is refused, and the deadline counts the wait for a turn`() async throws {
        let server = try CannedServer()
        let client = CurlClient.silent {
            $0.requests = 1
            $0.waiting = 1
        }
        var request = HTTPClientRequest(.get, try HTTPURL.of(server.url()), namedBy: .configuration)
        request.timeout = .seconds(600)
        let (running, waiting) = (OutboundCall(request), OutboundCall(request))
        client.engine.submit(running)
        client.engine.submit(waiting)
        await #expect(throws: HTTPClientError.overloaded) { try await client.send(request) }
        waiting.finish(.failure(.cancelled))
        client.engine.wake()
        while client.count > 1, !Task.isCancelled { await Task.yield() }
        request.timeout = .milliseconds(50)
        await #expect(throws: HTTPClientError.timedOut) { try await client.send(request) }
        #expect(!running.isFinished)
    }

    @Test func `one that has waited gets its turn`() async throws {
        let server = try CannedServer { _ in canned("200 OK") }
        let client = CurlClient.silent { $0.requests = 1 }
        let request = HTTPClientRequest(.get, try HTTPURL.of(server.url()), namedBy: .configuration)
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 { group.addTask { try await client.send(request).status.code } }
            return try await group.reduce(0) { $0 + ($1 == 200 ? 1 : 0) }
        }
        #expect(count == 20)
        #expect(server.connections == 1)
    }

    @Test func `a client that goes takes its requests along`() async throws {
        let server = try CannedServer()
        var client: CurlClient? = CurlClient.silent()
        var request = HTTPClientRequest(.get, try HTTPURL.of(server.url()), namedBy: .configuration)
        request.timeout = .seconds(600)
        let engine = try #require(client?.engine)
        let call = OutboundCall(request)
        // Ends with the call, whatever becomes of it, and then nobody waits for the request any more.
        let outcome = Task {
            let outcome = await withCheckedContinuation { if call.wait($0) { engine.submit(call) } }
            server.expectNothing()
            return outcome
        }
        for await _ in server.arrivals { break }
        client = nil
        let error = await #expect(throws: HTTPClientError.self) { try await outcome.value.get() }
        #expect(error == .cancelled)
        let late = OutboundCall(request)
        engine.submit(late)
        #expect(late.isFinished)
    }

    @Test func `the operator is told which server did not answer, and why, and nothing of what was asked`() async throws
    {
        let port = try CannedServer().port
        let events = Events()
        let log = Logger { level, event, fields in
            events.add("\(level) \(event): \(fields["server"]?.string ?? "") \(fields["reason"]?.string ?? "")")
        }
        let url = try HTTPURL.of("http://127.0.0.1:\(port)/hush?token=hush")
        let client = CurlClient(log: log)
        await #expect(throws: HTTPClientError.unreachable) {
            try await client.send(HTTPClientRequest(.get, url, namedBy: .configuration))
        }
        let line = try #require(events.all.first)
        #expect(events.all.count == 1 && !line.contains("hush"))
        #expect(line.hasPrefix("warning another server did not answer: http://127.0.0.1:\(port) "))
        #expect(client.count == 0)
    }

    @Test(.timeLimit(.minutes(1))) func `what nobody waits for any more makes room, whether it ran or waited`()
        async throws
    {
        let server = try CannedServer()
        let client = CurlClient.silent {
            $0.requests = 1
            $0.waiting = 1
        }
        var request = HTTPClientRequest(.get, try HTTPURL.of(server.url()), namedBy: .configuration)
        request.timeout = .seconds(600)
        let calls = [OutboundCall(request), OutboundCall(request), OutboundCall(request)]
        for call in calls { client.engine.submit(call) }
        #expect(client.count == 2 && calls[2].isFinished && !calls[0].isFinished && !calls[1].isFinished)
        for call in calls.prefix(2).reversed() {
            call.finish(.failure(.cancelled))
            client.engine.wake()
        }
        while client.count > 0, !Task.isCancelled { await Task.yield() }
        let next = OutboundCall(request)
        client.engine.submit(next)
        #expect(!next.isFinished)
    }
}
