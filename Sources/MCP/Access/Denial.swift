/// Why a caller may not use something.
enum Denial: Sendable, Hashable {
    /// A token with all of these would do.
    case scopes(Set<String>)
    /// No scope would help.
    case condition

    var text: String {
        switch self {
        case .scopes(let scopes): scopes.refusal
        case .condition: RPCError.refused.message
        }
    }

    var error: RPCError {
        switch self {
        case .scopes(let scopes): .forbidden(scopes)
        case .condition: .refused
        }
    }
}
