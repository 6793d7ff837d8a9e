internal import JSON

/// What a call can do for a client that keeps a session. In 2026-07-28 these do nothing.
extension RequestContext {
    /// Ends the connection, and goes on with the call: the client comes back for the result (2025-11-25, SEP-1699).
    /// For calls that take minutes.
    public func leaveConnection() { (client as? SessionCall)?.letGo() }

    /// Says that the user has finished what a URL question sent them to do (2025-11-25): `id` is that of their
    /// `Consent`. May come after the call.
    public func complete(elicitation id: String) {
        guard version == .v2025_11_25 else { return }
        let note = RPCNotification(method: "notifications/elicitation/complete", params: ["elicitationId": .string(id)])
        (client as? any ClientTeller)?.tell(note)
    }
}

/// A link that outlives its call.
protocol ClientTeller {
    func tell(_ notification: RPCNotification)
}
