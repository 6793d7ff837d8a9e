public import HTTP
internal import JSON

/// Whose a thing is that a client holds or that is held for it: a session, a state, a task. Equal for the same caller in
/// every process; no text that a token may hold makes one the other. Two are the same when their bytes are, whatever
/// Unicode holds equivalent.
public struct Principal: Sendable {
    public let text: String

    init(_ text: String) { self.text = text }
}

extension Principal: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.text.isExactly(rhs.text) }
    public func hash(into hasher: inout Hasher) { text.hashExactly(into: &hasher) }
}

extension Caller {
    public var principal: Principal {
        switch self {
        case .unknown: Principal("unknown")
        case .trusted: Principal("trusted")
        case .token(let identity): Principal("token:\(identity.principal)")
        }
    }
}
