import HTTP
import MCP
import Synchronization

/// Whoever holds a WebSocket. With each message it must come in again, by the rules of the moment and showing what it showed
/// when it came; or its connection ends. A token that was found good lately costs a look into a table, as over HTTP.
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
        let application = current()
        if let application, !application.servesWebSockets { return false }
        let known = entry.withLock { $0.admission }
        let admission = application?.admission ?? known
        guard admission.asksAgain || admission !== known else { return true }
        guard let caller = await admission.caller(of: request), caller.principal == request.caller.principal else {
            return false
        }
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
