public import HTTP

extension Caller {
    /// Whose a thing is that a client holds or that is held for it: a session, a state, a task. Equal for the same
    /// principal in every process; no text that a token may hold makes one the other.
    public var principal: String {
        switch self {
        case .unknown: "unknown"
        case .trusted: "trusted"
        case .token(let identity): "token:\(identity.principal)"
        }
    }
}
