import Glibc
import HTTP
import Telemetry

@testable import Platform

/// A server on a free port, on threads of its own, with handlers that wait, fail and stream.
final class TestServer {
    let server: HTTPServer
    private let thread: SystemThread
    let events = Events()

    init(
        tls: TLSSource? = nil,
        accessLog: AccessLog? = nil,
        routes: [Route] = [],
        _ change: (inout HTTPServerSettings) -> Void = { _ in }
    ) throws {
        // As a server of its own process has it.
        signal(SIGPIPE, SIG_IGN)
        var settings = HTTPServerSettings()
        settings.port = 0
        settings.loops = 1
        change(&settings)
        let server = try HTTPServer(settings, tls: tls, log: .silent, accessLog: accessLog)
        let handler = Router(
            [
                .get("/health") { _ in .text("ok") },
                .any("/echo", Echo()),
                .any("/guarded", Echo()).behind(Guard()),
                .any("/wait", Waiting(events: events)),
                .any("/stream", Streaming(events: events)),
                .any("/big", Big()),
                .any("/late", Late(events: events)),
                .any("/busy", Busy()),
                .any("/listen", Listening()),
                .any("/age", Aging()),
                .any("/stop", Stopped()),
                .any("/block", Blocking(events: events)),
                .any("/blame", Blamed(events: events)),
                .any(
                    "/ws",
                    WebSocketUpgrade(subprotocol: "test", compresses: true) { [events] in await talk($0, $1, events) }
                ),
            ] + routes
        )
        self.server = server
        thread = SystemThread { server.run(handler) }
    }

    var port: Int { server.port }

    /// Whether the server comes to report this within twenty seconds.
    func reports(_ condition: (ServerReport) -> Bool) -> Bool {
        for _ in 0..<4000 {
            if condition(server.report) { return true }
            usleep(5000)
        }
        return false
    }

    /// Drains, and returns when the server has ended.
    func stop() {
        server.drain()
        thread.join()
    }
}

extension Route {
    fileprivate func behind(_ filter: any HTTPFilter) -> Route { [self].behind([filter])[0] }
}

/// Refuses whoever does not say who they are.
private struct Guard: HTTPFilter {
    func refusal(of head: inout HTTPRequest) -> HTTPResponse? {
        head.fields.count(of: .authorization) > 0 ? nil : .error(.unauthorized)
    }
}

private struct Echo: HTTPHandler {
    func respond(to request: HTTPRequest) async -> HTTPResponse { .text(String(decoding: request.body, as: UTF8.self)) }
}

/// Waits as many milliseconds as the query says.
private struct Waiting: HTTPHandler {
    let events: Events
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        let time = Duration.milliseconds(request.query.flatMap { Int($0) } ?? 0)
        do {
            events.add("began")
            try await request.exchange.timers.sleep(for: time)
            return .text("waited")
        } catch {
            events.add("cancelled")
            return .text("cancelled")
        }
    }
}

/// Two events, with a pause as long as the query says between them.
private struct Streaming: HTTPHandler {
    let events: Events
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        .eventStream { [events] write in
            events.add("streaming")
            await write(Array("data: 1\n\n".utf8))
            let time = Duration.milliseconds(request.query.flatMap { Int($0) } ?? 0)
            do { try await request.exchange.timers.sleep(for: time) } catch { events.add("cancelled") }
            await write(Array("data: 2\n\n".utf8))
        }
    }
}

private struct Big: HTTPHandler {
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        .text(String(repeating: "x", count: request.query.flatMap { Int($0) } ?? 0))
    }
}

/// Waits for 300 ms although it has agreed to 100, and ignores that it is cancelled.
private struct Late: HTTPHandler {
    let events: Events
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        if request.query == "yield" { await Task.yield() }
        request.exchange.agree(
            to: TestTerms(
                limit: .milliseconds(100),
                cap: .seconds(1),
                late: { .error(.serviceUnavailable, "late") },
                stalled: { _ in }
            )
        )
        await wait(.milliseconds(500), on: request.exchange.timers)
        events.add(Task.isCancelled ? "was cancelled" : "was not cancelled")
        return .text("too late")
    }
}

/// Computes for longer than it has agreed to, and then waits for less; or streams for longer.
private struct Busy: HTTPHandler {
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        let isStream = request.query == "stream"
        request.exchange.agree(
            to: TestTerms(
                limit: .seconds(isStream ? 0 : 1),
                cap: .seconds(1),
                late: { .error(.serviceUnavailable, "late") },
                stalled: { _ in }
            )
        )
        if isStream {
            return .eventStream { [timers = request.exchange.timers] write in
                await write(Array("data: begin\n\n".utf8))
                await wait(.milliseconds(400), on: timers)
                await write(Array("data: in time\n\n".utf8))
            }
        }
        request.exchange.renew()
        _ = CoreWaitTests.compute(.milliseconds(1200))
        request.exchange.renew()
        await wait(.milliseconds(50), on: request.exchange.timers)
        return .text("in time")
    }
}

private func wait(_ time: Duration, on timers: (any Timers)?) async {
    await withCheckedContinuation { continuation in _ = timers?.after(time) { continuation.resume() } }
}

/// Streams until the server is asked to stop.
private struct Listening: HTTPHandler {
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        .eventStream { write in
            await write(Array("data: begin\n\n".utf8))
            let (silence, end) = AsyncStream<Never>.makeStream()
            request.exchange.onDrain { end.finish() }
            for await _ in silence {}
            await write(Array("data: end\n\n".utf8))
        }
    }
}

/// Says whether it is known how long it has taken.
private struct Aging: HTTPHandler {
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        try? await request.exchange.timers.sleep(for: .milliseconds(30))
        let age = request.exchange.age
        return .text(age >= .milliseconds(25) && age < .seconds(60) ? "known" : "odd")
    }
}

/// Streams until it is stopped, which it sees to itself.
private struct Stopped: HTTPHandler {
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        .eventStream { write in
            await write(Array("data: begin\n\n".utf8))
            try? await request.exchange.timers.sleep(for: .milliseconds(5))
            request.exchange.stop()
            let (silence, _) = AsyncStream<Never>.makeStream()
            for await _ in silence {}
            await write(Array("data: end\n\n".utf8))
        }
    }
}

/// Echoes messages; some of them ask for something else.
@Sendable private func talk(_ channel: any MessageChannel, _ request: HTTPRequest, _ events: Events) async {
    while let message = try? await channel.receive() {
        switch String(decoding: message, as: UTF8.self) {
        case "bye": return
        case "much":
            for _ in 0..<100 {
                await channel.send([UInt8](repeating: 0x78, count: 100_000))
                events.add("sent")
            }
        case "impatient":
            // On the loop, as what serves the connection is.
            let next = await withTaskGroup(of: [UInt8]?.self) { group in
                group.addTask { try? await channel.receive() }
                group.cancelAll()
                return await group.next() ?? nil
            }
            await channel.send(next ?? Array("nothing".utf8))
        case "wait":
            do { try await request.exchange.timers.sleep(for: .seconds(60)) } catch { events.add("cancelled") }
        default: await channel.send(message)
        }
    }
    events.add("ended")
}

/// Holds its loop for 50 ms.
private struct Blocking: HTTPHandler {
    let events: Events
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        request.exchange.agree(
            to: TestTerms(
                limit: .seconds(1),
                cap: .seconds(1),
                late: { .error(.serviceUnavailable) },
                stalled: { [events] in events.add($0 >= .milliseconds(50) ? "stalled" : "odd") }
            )
        )
        _ = CoreWaitTests.compute(.milliseconds(50))
        return .text("done")
    }
}

/// Says whether its terms will hear how long it took, waits if it is asked to, and has a line for each time they do.
private struct Blamed: HTTPHandler {
    let events: Events
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        let terms = TestTerms(
            limit: .seconds(1),
            cap: .seconds(1),
            late: { .error(.serviceUnavailable) },
            stalled: { _ in },
            took: { [events] _ in events.add("took") }
        )
        if request.query == "late" { await Task.yield() }
        let isHeard = request.exchange.blame(terms)
        if request.query == "early" { await Task.yield() }
        return .text(isHeard ? "heard" : "unheard")
    }
}

/// Terms made of closures.
private final class TestTerms: Terms {
    let limit: Duration
    let cap: Duration
    private let answer: @Sendable () -> HTTPResponse
    private let report: @Sendable (Duration) -> Void
    private let time: @Sendable (UInt64) -> Void

    init(
        limit: Duration,
        cap: Duration,
        late: @escaping @Sendable () -> HTTPResponse,
        stalled: @escaping @Sendable (Duration) -> Void,
        took: @escaping @Sendable (UInt64) -> Void = { _ in }
    ) {
        self.limit = limit
        self.cap = cap
        answer = late
        report = stalled
        time = took
    }

    func late() -> HTTPResponse { answer() }
    func stalled(for time: Duration) { report(time) }
    func took(nanoseconds: UInt64) { time(nanoseconds) }
}
