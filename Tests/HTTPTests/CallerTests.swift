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
        #expect(!Caller.token(identity).holds(["tool:admin"]) && Caller.token(identity).holds([]))
        #expect(!Caller.token(identity).holds(["tool:user", "tool:admin"]))
    }

    @Test(arguments: [0, 1, 7, 8, 9, 40]) func `it holds as much with few scopes as with many`(others: Int) {
        let scopes = Set((0..<others).map { "s\($0)" }).union(["tool:user", "jos\u{e9}"])
        let caller = Caller.token(Identity(subject: "ada", scopes: scopes))
        #expect(caller.holds([]) && caller.holds(["tool:user"]) && caller.holds(scopes))
        #expect(caller.holds(["jos\u{e9}"]) && !caller.holds(["jose\u{301}"]))
        #expect(!caller.holds(["tool:use"]) && !caller.holds(scopes.union(["s99"])) && !caller.holds(["s99"]))
    }

    @Test func `no two pairs of issuer and subject are one principal`() {
        let pairs = [("", "ab"), ("a", "b"), ("ab", ""), ("1:a", "b"), ("", "1:ab"), ("a1:", "b")]
        let principals = pairs.map { Identity(subject: $0.1, issuer: $0.0, scopes: []).principal }
        #expect(Set(principals).count == pairs.count)
        #expect(principals[1] == "1:ab")
    }

    @Test func `an identity whose name Unicode holds equivalent is another`() {
        let identities = ["jos\u{e9}", "jose\u{301}"].map { Identity(subject: $0, issuer: "i", scopes: []) }
        #expect(identities[0] != identities[1] && Set(identities).count == 2)
        #expect(identities[0] == Identity(subject: "jos\u{e9}", issuer: "i", scopes: []))
    }

    @Test func `a trusted caller holds every scope and has no identity`() {
        #expect(Caller.trusted.holds(["tool:admin"]))
        #expect(Caller.trusted.identity == nil)
        #expect(Caller.token(identity).identity?.subject == "ada")
    }
}
