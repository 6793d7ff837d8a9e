import HTTP
import JSON
import MCP
import Synchronization
import Testing

@testable import Everything

@Suite struct SigningInTests {
    private let desk = SignInDesk()

    private func page(_ method: HTTPMethod, _ url: String, by caller: Caller = .trusted) async throws -> HTTPResponse {
        let query = try #require(url.split(separator: "?").last)
        var request = HTTPRequest(method, "/sign-in", query: String(query))
        request.caller = caller
        return await Router(desk.routes(at: "http://127.0.0.1:8080")).respond(to: request)
    }

    @Test func `the diary is read once the user has pressed the button`() async throws {
        let told = Told()
        _ = desk.routes(at: "http://127.0.0.1:8080")
        let ticket = try desk.ticket(for: .trusted) { told.add($0) }
        #expect(ticket.url == "http://127.0.0.1:8080/sign-in?\(ticket.id)")
        #expect(try await page(.get, ticket.url).status == .ok)
        #expect(!desk.isSignedIn(.trusted))
        #expect(try await page(.post, ticket.url).status == .ok)
        #expect(desk.isSignedIn(.trusted) && told.ids == [ticket.id])
        #expect(try await page(.post, ticket.url).status == .notFound)
    }

    @Test func `asked twice, it is the same page`() throws {
        let first = try desk.ticket(for: .trusted) { _ in }
        #expect(try desk.ticket(for: .trusted) { _ in }.id == first.id)
    }

    @Test func `a link that was meant for somebody else signs nobody in`() async throws {
        let eve = Caller.token(Identity(subject: "eve", scopes: []))
        let ada = Caller.token(Identity(subject: "ada", scopes: []))
        let ticket = try desk.ticket(for: eve) { _ in }
        #expect(try await page(.post, ticket.url, by: ada).status == .notFound)
        #expect(!desk.isSignedIn(eve) && !desk.isSignedIn(ada))
    }

    @Test func `another method is refused, and HEAD does nothing`() async throws {
        let ticket = try desk.ticket(for: .trusted) { _ in }
        #expect(try await page(.head, ticket.url).status == .methodNotAllowed)
        #expect(!desk.isSignedIn(.trusted))
    }
}

/// The ids of which a client was told.
private final class Told: Sendable {
    private let list = Mutex<[String]>([])
    func add(_ id: String) { list.withLock { $0.append(id) } }
    var ids: [String] { list.withLock { $0 } }
}
