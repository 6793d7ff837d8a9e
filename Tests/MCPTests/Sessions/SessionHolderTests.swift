import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SessionHolderTests {
    private func holder(_ caller: Caller, from address: String) -> SessionHolder? {
        SessionToken(.v2025_11_25, [:], of: caller, until: 0).map { SessionHolder(of: $0, from: address) }
    }

    @Test func `callers without a name are known by their address, others by their name`() {
        let ada = Caller.token(Identity(subject: "ada", scopes: []))
        #expect(holder(.trusted, from: "a") == holder(.unknown, from: "a"))
        #expect(holder(.trusted, from: "a") != holder(.trusted, from: "b"))
        #expect(holder(ada, from: "a") == holder(ada, from: "b"))
        #expect(holder(ada, from: "a") != holder(.trusted, from: "a"))
    }

    @Test func `a name that Unicode holds equivalent is another's`() {
        let callers = ["jos\u{e9}", "jose\u{301}"].map { Caller.token(Identity(subject: $0, scopes: [])) }
        #expect(holder(callers[0], from: "a") != holder(callers[1], from: "a"))
    }

    @Test func `of IPv6 a network is one holder`() {
        #expect(holder(.trusted, from: "2001:db8::1") == holder(.trusted, from: "2001:db8::2"))
        #expect(holder(.trusted, from: "2001:db8::1") != holder(.trusted, from: "2001:db8:0:1::1"))
    }

    @Test func `a channel is of its caller, of its address, or of nobody`() {
        let ada = Caller.token(Identity(subject: "ada", scopes: []))
        #expect(SessionHolder(of: ada, from: "a") == holder(ada, from: "b"))
        #expect(SessionHolder(of: .trusted, from: "a") == holder(.unknown, from: "a"))
        #expect(SessionHolder(of: .trusted, from: nil) == nil)
    }

    @Test func `each has its own limit`() {
        var settings = SessionSettings()
        settings.limitPerPrincipal = 3
        settings.limitPerAddress = 4
        #expect(SessionHolder.principal("a").limit(settings) == 3)
        #expect(SessionHolder.address("a").limit(settings) == 4)
    }

    @Test func `one session more than a holder may have is refused, and others go on`() async throws {
        let replica = try Replica { $0.limitPerAddress = 1 }
        let clients = [await replica.open(), await replica.open()]
        let level = { @Sendable (client: SessionClient) in client.call("logging/setLevel", ["level": "info"]) }
        #expect(await replica.send(level(clients[0])).status == .ok)
        let refused = await replica.send(level(clients[1]))
        #expect(refused.status == .serviceUnavailable && refused.fields[.retryAfter] != nil)
        var elsewhere = level(clients[1])
        elsewhere.remoteAddress = "192.0.2.1"
        #expect(await replica.send(elsewhere).status == .ok)
        _ = await replica.send(clients[0].delete())
        let third = await replica.open()
        #expect(await replica.send(level(third)).status == .ok)
    }
}
