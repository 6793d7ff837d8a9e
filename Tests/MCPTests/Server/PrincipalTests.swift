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

    @Test func `two are the same when their bytes are, whatever Unicode says`() {
        let names = ["jos\u{e9}", "jose\u{301}", "\u{212a}", "K"]
        let principals = names.map { Caller.token(Identity(subject: $0, scopes: [])).principal }
        #expect(Set(principals).count == 4)
        #expect(principals[0] != principals[1] && principals[0] == Principal("token:0:jos\u{e9}"))
    }
}

/// For tests, in which it is clear whose something is.
extension Principal: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(text) }
}
