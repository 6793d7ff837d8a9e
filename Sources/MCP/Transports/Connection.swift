public import HTTP
internal import JSON
public import Telemetry

/// Serves one client over a two-way channel, such as standard streams, in both eras at once.
public struct Connection: Sendable {
    private let handler: any MCPHandler
    private let caller: Caller
    private let origin: RequestOrigin?
    private let settings: MCPSettings
    private let timers: any Timers
    private let executor: (any TaskExecutor)?
    private let exchange: (any Exchange)?
    private let changes: Changes?
    private let tasks: TaskStore?
    private let log: Logger

    /// - Parameters:
    ///   - origin: the request that became a WebSocket; `nil` on standard streams.
    ///   - executor: where calls run, the event loop; `nil` leaves it to the caller's.
    ///   - exchange: the request that became the channel, which counts the memory that messages take.
    ///   - changes: what a client of the revisions with a handshake hears of.
    ///   - tasks: without them, no call of such a client goes on after it was answered.
    public init(
        to handler: any MCPHandler,
        as caller: Caller,
        from origin: RequestOrigin? = nil,
        _ settings: MCPSettings = MCPSettings(),
        timers: any Timers = PoolTimers(),
        on executor: (any TaskExecutor)? = nil,
        within exchange: (any Exchange)? = nil,
        telling changes: Changes? = nil,
        tasks: TaskStore? = nil,
        log: Logger = .silent
    ) {
        self.handler = handler
        self.caller = caller
        self.origin = origin
        self.settings = settings
        self.timers = timers
        self.executor = executor
        self.exchange = exchange
        self.changes = changes
        self.tasks = tasks
        self.log = log
    }

    /// Answers requests as they come, several at once, until the client closes the channel.
    ///
    /// A client that closes asks the server to end and no longer reads (2026-07-28, "stdio"), so what is answered by
    /// then is written, and what still runs is cancelled.
    public func run(on channel: any MessageChannel) async {
        let outbox = Outbox()
        let conversation = Conversation(
            with: handler,
            as: caller,
            over: origin == nil ? .stdio : .webSocket,
            from: origin,
            settings,
            through: outbox,
            timers: timers,
            on: executor,
            within: exchange,
            telling: changes,
            tasks: tasks
        )
        await withDiscardingTaskGroup { group in
            group.addTask {
                while let messages = await outbox.next() {
                    for message in messages { await channel.send(message.bytes) }
                }
            }
            await read(channel, conversation)
            conversation.end()
            outbox.close()
        }
    }

    private func read(_ channel: any MessageChannel, _ conversation: Conversation) async {
        // A loop remembers for all that it serves; without one there is one client alone.
        let repeats = exchange.map { $0.repeats } ?? JSONRepeats()
        while !Task.isCancelled {
            do throws(MessageChannelError) {
                guard let line = try await channel.receive() else { return }
                await conversation.accept(line, knowing: repeats)
            } catch {
                switch error {
                case .tooLong(let limit):
                    log.warning("a message was too long and was skipped", ["limit": .int(limit)])
                    conversation.refuse(.invalidRequest("a message has at most \(limit) bytes"), nil)
                }
            }
        }
    }
}
