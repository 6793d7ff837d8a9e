import HTTP
import MCP
import Synchronization
import Telemetry
import Testing

@testable import App

@Suite struct SocketGuestTests {
    private static let other = """
        [[middleware.jwt.validation.tokens]]
        name = "other"
        sha256 = "0000000000000000000000000000000000000000000000000000000000000000"

        """
    private static let socket = "[server.transport.http]\nwebsocket = true\n"

    private let current = Current()
    private let first: Application
    private let guest: SocketGuest

    init() async throws {
        first = try Self.application(Self.socket + LocalTokens.begin + LocalTokens.token(), after: nil)
        var request = HTTPRequest(.get, "/ws", fields: [.authorization: "Bearer \(LocalTokens.good)"])
        request.caller = try #require(await first.admission.caller(of: request))
        guest = SocketGuest(request, first.admission, { [current] in current.latest })
    }

    private static func application(_ text: String, after predecessor: Application?) throws -> Application {
        let read = ConfigurationText(text)
        #expect(read.errors.isEmpty)
        let live = LiveCatalog(try Catalog.app())
        return Application(read.configuration, offering: live, succeeding: predecessor, log: .silent)
    }

    private func isWelcome(after text: String) async throws -> Bool {
        current.replace(with: try Self.application(text, after: current.application(since: first)))
        return await guest.isStillWelcome()
    }

    @Test func `nobody is asked while the rules are the same`() async throws {
        #expect(await guest.isStillWelcome())
        let text = "[server]\nname = 'x'\n" + Self.socket + LocalTokens.begin + LocalTokens.token()
        #expect(try await isWelcome(after: text))
    }

    @Test func `by other rules it is who it is by those`() async throws {
        #expect(!guest.caller.holds(["more"]))
        #expect(try await isWelcome(after: Self.socket + LocalTokens.begin + LocalTokens.token(scopes: ["more"])))
        #expect(guest.caller.holds(["more"]) && !guest.caller.holds(["tool:user"]))
    }

    @Test(arguments: [
        socket + LocalTokens.begin + other,  // its token is gone
        socket + LocalTokens.begin + LocalTokens.token("successor"),  // its token is another's
        LocalTokens.begin + LocalTokens.token(),  // there are no sockets any more
        socket,  // nobody is asked for a token any more, so that it would be everybody
    ])
    func `it goes when it would not come in any more as who it is`(text: String) async throws {
        #expect(try await !isWelcome(after: text))
    }

    @Test func `a message of somebody who has to go is not read`() async throws {
        let channel = GuestChannel(channel: Endless(), guest: guest)
        #expect(try await channel.receive() == [1])
        current.replace(with: try Self.application(Self.socket + LocalTokens.begin + Self.other, after: first))
        #expect(try await channel.receive() == nil)
    }

    private struct Endless: MessageChannel {
        func receive() async throws(MessageChannelError) -> [UInt8]? { [1] }
        func send(_ message: [UInt8]) async {}
    }
}
