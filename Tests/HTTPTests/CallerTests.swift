import HTTP
import Testing

@Suite struct CallerTests {
    private let identity = Identity(subject: "ada", scopes: ["tool:user"])

    @Test func `nobody holds a scope that nobody vouched for`() {
        #expect(!Caller.unknown.holds(["tool:user"]))
        #expect(Caller.unknown.holds([]))
    }

    @Test func `a token holds its scopes and no other`() {
        #expect(Caller.token(identity).holds(["tool:user"]))
        #expect(!Caller.token(identity).holds(["tool:user", "tool:admin"]))
    }

    @Test func `no two pairs of issuer and subject are one principal`() {
        let pairs = [("", "ab"), ("a", "b"), ("ab", ""), ("1:a", "b"), ("", "1:ab"), ("a1:", "b")]
        let principals = pairs.map { Identity(subject: $0.1, issuer: $0.0, scopes: []).principal }
        #expect(Set(principals).count == pairs.count)
        #expect(principals[1] == "1:ab")
    }

    @Test func `a trusted caller holds every scope and has no identity`() {
        #expect(Caller.trusted.holds(["tool:admin"]))
        #expect(Caller.trusted.identity == nil)
        #expect(Caller.token(identity).identity?.subject == "ada")
    }
}
