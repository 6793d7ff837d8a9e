internal import HTTP

/// Who is counted for a session that is remembered.
enum SessionHolder: Hashable {
    case principal(Principal)
    /// Of callers that nobody has vouched for; of IPv6, the network.
    case address(String)

    init(of token: SessionToken, from address: String) {
        self = token.isAnonymous ? .site(of: address) : .principal(token.principal)
    }

    /// `nil` for a client on this machine without a name.
    init?(of caller: Caller, from address: String?) {
        if caller.identity != nil {
            self = .principal(caller.principal)
        } else if let address {
            self = .site(of: address)
        } else {
            return nil
        }
    }

    private static func site(of address: String) -> Self {
        .address(IPAddress(address)?.site.description ?? address)
    }

    /// How many sessions it may have.
    func limit(_ settings: SessionSettings) -> Int {
        switch self {
        case .principal: settings.limitPerPrincipal
        case .address: settings.limitPerAddress
        }
    }
}
