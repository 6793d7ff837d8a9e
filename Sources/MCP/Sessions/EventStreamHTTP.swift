public import HTTP
internal import JSON
public import Telemetry
private import Synchronization

/// The deprecated transport of 2024-11-05 ("HTTP with SSE"): GET opens a stream, whose first event says where to POST
/// messages; every answer comes on the stream.
///
/// A stream and its messages must reach the same process.
public final class EventStreamHTTP: Sendable {
    private let handler: any MCPHandler
    private let settings: MCPSettings
    private let changes: Changes?
    private let tasks: TaskStore?
    private let log: Logger
    private let open: OpenChannels

    /// - Parameters:
    ///   - handler: answers for as long as a stream lasts.
    ///   - predecessor: whose streams go on with this one.
    public init(
        _ handler: any MCPHandler,
        _ settings: MCPSettings,
        telling changes: Changes? = nil,
        tasks: TaskStore? = nil,
        succeeding predecessor: EventStreamHTTP? = nil,
        log: Logger = .silent
    ) {
        open = predecessor?.open ?? OpenChannels()
        self.handler = handler
        self.settings = settings
        self.changes = changes
        self.tasks = tasks
        self.log = log
    }

    /// `/sse` and `/messages/`
    public var routes: [Route] {
        [.any("/sse", Door(answer: { self.begin($0) })), .any("/messages/", Door(answer: { await self.accept($0) }))]
    }

    /// Open streams.
    public var count: Int { open.channels.withLock { $0.count } }

    private func begin(_ request: HTTPRequest) -> HTTPResponse {
        guard request.method == .get else { return .methodNotAllowed([.get]) }
        guard Accepted(request.fields).contains(.eventStream) else { return HTTPResponse(.notAcceptable) }
        let outbox = Outbox()
        let conversation = Conversation(
            with: handler,
            as: request.caller,
            over: .http,
            from: RequestOrigin(request),
            settings,
            through: outbox,
            timers: request.exchange.timers,
            on: request.exchange.executor,
            within: request.exchange,
            telling: changes,
            tasks: tasks
        )
        let id = RequestNumber().text + RequestNumber().text
        let isOpen = open.channels.withLock { channels in
            guard channels.count < settings.sessions.limit else { return false }
            channels[id] = OpenChannels.Channel(conversation: conversation, caller: request.caller)
            return true
        }
        guard isOpen else { return .unavailable("Too many streams are open", retryAfter: 5) }
        // Closes the channel with the stream, even one that was never begun.
        let leash = ChannelLeash { [weak open] in
            open?.close(id)
            conversation.end()
            // Lets go who waits for room.
            outbox.close()
        }
        request.exchange.onDrain { outbox.close() }
        return .eventStream { write in
            await write(Array("event: endpoint\ndata: /messages/?session_id=\(id)\n\n".utf8))
            while let messages = await outbox.next() {
                await write(messages.flatMap { ServerSentEvent.text($0.bytes, name: "message") })
            }
            leash.pull()
        }
    }

    private func accept(_ request: HTTPRequest) async -> HTTPResponse {
        guard request.method == .post else { return .methodNotAllowed([.post]) }
        guard request.fields.declaresJSON else { return HTTPResponse(.unsupportedMediaType) }
        guard let id = request.sessionID else { return .text("session_id is required", .badRequest) }
        guard id.utf8.count == 32, id.utf8.allSatisfy(\.isHexadecimal) else {
            return .text("Invalid session ID", .badRequest)
        }
        guard let channel = open.channels.withLock({ $0[id] }), channel.caller.principal == request.caller.principal
        else {
            return .text("Could not find session", .notFound)
        }
        let message: RPCMessage
        var weight = 0
        do {
            let json = try JSONParser.messages.parse(
                request.body.span,
                knowing: request.exchange.repeats,
                weight: &weight
            )
            message = try RPCMessage(json)
        } catch {
            return .text("Could not parse message", .badRequest)
        }
        await channel.conversation.accept(message, from: request, weight: weight)
        return .text("Accepted", .accepted)
    }
}

/// The streams that are open, by the ids that their clients know.
private final class OpenChannels: Sendable {
    struct Channel: Sendable {
        let conversation: Conversation
        let caller: Caller
    }
    let channels = Mutex<[String: Channel]>([:])

    func close(_ id: String) { channels.withLock { _ = $0.removeValue(forKey: id) } }
}

/// One of two ways in.
private struct Door: HTTPHandler {
    let answer: @Sendable (HTTPRequest) async -> HTTPResponse
    func respond(to request: HTTPRequest) async -> HTTPResponse { await answer(request) }
}

/// Runs once: when it is pulled, or let go.
private final class ChannelLeash: Sendable {
    private let action: Mutex<(@Sendable () -> Void)?>
    init(_ action: @escaping @Sendable () -> Void) { self.action = Mutex(action) }
    deinit { pull() }
    func pull() { action.withLock { $0.take() }?() }
}

extension HTTPRequest {
    /// `session_id` of the query.
    fileprivate var sessionID: String? {
        let prefix = "session_id="
        return query?.split(separator: "&").first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }
}

extension UInt8 {
    fileprivate var isHexadecimal: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
    }
}

extension ServerSentEvent {
    fileprivate static func text(_ message: [UInt8], name: String) -> [UInt8] {
        Array("event: \(name)\n".utf8) + text(message)
    }
}
