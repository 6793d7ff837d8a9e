import HTTP
import MCP
import Synchronization

/// Whoever holds a WebSocket. When the rules change, it must come in by the new ones with the next message that it sends,
/// showing what it showed when it came; or its connection ends.
final class SocketGuest: Sendable {
    private let request: HTTPRequest
    private let current: @Sendable () -> Application?
    private let entry: Mutex<(admission: Admission, caller: Caller)>

    /// - Parameters:
    ///   - request: what became the connection.
    ///   - admission: the rules by which it came in.
    init(_ request: HTTPRequest, _ admission: Admission, _ current: @escaping @Sendable () -> Application?) {
        self.request = request
        self.current = current
        entry = Mutex((admission, request.caller))
    }

    var caller: Caller { entry.withLock { $0.caller } }

    /// Whether it may stay.
    func isStillWelcome() async -> Bool {
        guard let application = current() else { return true }
        let admission = application.admission
        guard entry.withLock({ $0.admission !== admission }) || !application.servesWebSockets else { return true }
        guard application.servesWebSockets, let caller = await admission.caller(of: request),
            caller.principal == request.caller.principal
        else { return false }
        entry.withLock { $0 = (admission, caller) }
        return true
    }
}

/// The messages of a guest, for as long as it may stay.
struct GuestChannel: MessageChannel {
    let channel: any MessageChannel
    let guest: SocketGuest

    func receive() async throws(MessageChannelError) -> [UInt8]? {
        guard let message = try await channel.receive(), await guest.isStillWelcome() else { return nil }
        return message
    }

    func send(_ message: [UInt8]) async { await channel.send(message) }
}
