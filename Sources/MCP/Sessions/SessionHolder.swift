/// Who is counted for a session that is remembered.
enum SessionHolder: Hashable {
    case principal(String)
    /// Of callers that nobody has vouched for.
    case address(String)

    init(of token: SessionToken, from address: String) {
        self = token.isAnonymous ? .address(address) : .principal(token.principal)
    }

    /// How many sessions it may have.
    func limit(_ settings: SessionSettings) -> Int {
        switch self {
        case .principal: settings.limitPerPrincipal
        case .address: settings.limitPerAddress
        }
    }
}
