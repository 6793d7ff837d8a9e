import HTTP
import JSON
import Synchronization
import Testing

@testable import Auth

@Suite struct AllowConditionsTests {
    /// Counts what reaches it.
    private final class Spy: HTTPHandler {
        let calls = Mutex(0)
        func respond(to request: HTTPRequest) async -> HTTPResponse {
            calls.withLock { $0 += 1 }
            return HTTPResponse(.ok)
        }
    }

    private func status(_ sources: [String], _ caller: Caller) async throws -> (HTTPStatus, String?, calls: Int) {
        let conditions = try #require(AllowConditions(sources.map { try Condition($0, about: .request) }))
        let spy = Spy()
        var request = HTTPRequest(.post, "/mcp")
        request.caller = caller
        let response = await Router([Route.any("/mcp", spy)].behind([conditions])).respond(to: request)
        return (response.status, response.fields[.wwwAuthenticate], spy.calls.withLock { $0 })
    }

    private let ada = Caller.token(Identity(subject: "ada", scopes: [], payload: ["team": "blue", "level": 3]))

    @Test func `all of them must hold`() async throws {
        #expect(try await status(["payload.team == 'blue'", "payload.level > 2"], ada) == (.ok, nil, 1))
        #expect(try await status(["payload.team == 'blue'", "payload.level > 3"], ada) == (.forbidden, nil, 0))
    }

    @Test func `a claim that is missing refuses`() async throws {
        #expect(try await status(["payload.nope == 1"], ada) == (.forbidden, nil, 0))
    }

    @Test func `who showed no token does not pass`() async throws {
        for caller in [Caller.unknown, .trusted] {
            #expect(try await status(["true"], caller) == (.forbidden, nil, 0))
        }
    }

    @Test func `without a condition there is nothing to ask`() { #expect(AllowConditions([]) == nil) }
}
