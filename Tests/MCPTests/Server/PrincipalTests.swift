import HTTP
import Testing

@testable import MCP

@Suite struct PrincipalTests {
    @Test func `no token makes its holder someone else`() {
        let callers: [Caller] = [
            .unknown, .trusted, .token(Identity(subject: "trusted", scopes: [])),
            .token(Identity(subject: "", scopes: [])),
            .token(Identity(subject: "token:a", scopes: [])), .token(Identity(subject: "a", scopes: [])),
        ]
        #expect(Set(callers.map(\.principal)).count == callers.count)
    }
}
