import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SessionTokenTests {
    private func token(_ subject: String = "ada", until expiry: Int = 7) -> SessionToken? {
        let caller = Caller.token(Identity(subject: subject, scopes: []))
        return SessionToken(.v2025_06_18, ["sampling": [:], "roots": [:]], of: caller, until: expiry)
    }

    @Test func `bytes say all of it`() throws {
        let token = try #require(self.token())
        #expect(SessionToken(token.bytes)?.bytes == token.bytes)
        let last = try #require(self.token(until: .max))
        #expect(SessionToken(last.bytes)?.expiry == .max)
    }

    @Test func `no two are alike`() { #expect(token()?.key != token()?.key) }

    @Test func `what is not whole is none`() throws {
        let bytes = try #require(self.token()).bytes
        for count in 0...28 { #expect(SessionToken(Array(bytes.prefix(count))) == nil) }
        for (place, value) in [(0, 2), (1, 99), (1, UInt8(ProtocolVersion.latest.rawValue))] as [(Int, UInt8)] {
            var other = bytes
            other[place] = value
            #expect(SessionToken(other) == nil)
        }
    }

    @Test func `it belongs to the one who opened it, byte for byte`() throws {
        let token = try #require(self.token("K"))
        #expect(token.belongs(to: .token(Identity(subject: "K", scopes: ["more"]))))
        #expect(!token.belongs(to: .token(Identity(subject: "\u{212a}", scopes: []))))
        #expect(!token.belongs(to: .token(Identity(subject: "K", issuer: "i", scopes: []))))
        #expect(!token.belongs(to: .trusted))
    }

    @Test func `a name that is too long has no room`() {
        #expect(token(String(repeating: "a", count: SessionToken.principalLimit)) == nil)
    }

    @Test func `each session has tasks of its own`() throws {
        let (one, other) = (try #require(self.token()), try #require(self.token()))
        #expect(one.owner != other.owner && one.principal == other.principal)
    }
}
