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

    @Test func `a trusted caller holds every scope and has no identity`() {
        #expect(Caller.trusted.holds(["tool:admin"]))
        #expect(Caller.trusted.identity == nil)
        #expect(Caller.token(identity).identity?.subject == "ada")
    }
}
