import HTTP
import Synchronization
import Telemetry
import Testing

@testable import Platform

@Suite(.blocking) struct ServerEventsTests {
    @Test func `a pulse beats while every loop turns`() throws {
        var settings = HTTPServerSettings()
        settings.port = 0
        settings.loops = 2
        let server = try HTTPServer(settings, log: .silent)
        let beats = Mutex(0)
        let started = Mutex(false)
        let pulse = ServerEvents.Pulse(every: .milliseconds(1)) {
            let count = beats.withLock { beats in
                beats += 1
                return beats
            }
            if count == 3 { server.drain() }
        }
        server.run(Nothing(), telling: ServerEvents(started: { started.withLock { $0 = true } }, pulse: pulse))
        #expect(beats.withLock { $0 } >= 3)
        #expect(started.withLock { $0 })
    }
}

private struct Nothing: HTTPHandler {
    func respond(to request: HTTPRequest) async -> HTTPResponse { HTTPResponse(.noContent) }
}
