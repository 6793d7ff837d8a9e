/// Broad scopes and the narrow ones that they bring along: `admin` → `read`, `write`.
public struct ImpliedScopes: Sendable, Equatable {
    /// With all that the implied ones imply.
    private let all: [String: Set<String>]

    /// A scope may be implied by several, and imply others.
    public init(_ direct: [String: Set<String>] = [:]) {
        all = direct.mapValues { narrow in
            var found: Set<String> = []
            var next = narrow
            while !next.isEmpty {
                found.formUnion(next)
                next = next.reduce(into: Set<String>()) { $0.formUnion(direct[$1] ?? []) }.subtracting(found)
            }
            return found
        }
    }

    /// `granted`, and what that implies.
    func with(_ granted: Set<String>) -> Set<String> {
        guard !all.isEmpty else { return granted }
        return granted.reduce(into: granted) { $0.formUnion(all[$1] ?? []) }
    }
}
