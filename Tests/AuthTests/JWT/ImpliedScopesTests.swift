import Testing

@testable import Auth

@Suite struct ImpliedScopesTests {
    private let scopes = ImpliedScopes(["admin": ["write", "audit"], "write": ["read"], "a": ["b"], "b": ["a"]])

    @Test(
        arguments: [
            ([], []), (["read"], ["read"]), (["write"], ["write", "read"]), (["other"], ["other"]),
            (["admin"], ["admin", "write", "audit", "read"]), (["b"], ["a", "b"]),
        ] as [(Set<String>, Set<String>)]
    )
    func `a broad scope brings the narrow ones along, and never the other way round`(
        granted: Set<String>,
        held: Set<String>
    ) {
        #expect(scopes.with(granted) == held)
    }

    @Test func `without any nothing is added`() {
        #expect(ImpliedScopes().with(["admin"]) == ["admin"])
    }
}
