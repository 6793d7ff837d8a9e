internal import HTTP
internal import JSON

/// A reply over HTTP: JSON when the answer is a single message, an event stream when there are more.
/// Which, is not configured but observed.
struct HTTPReply: Sendable {
    private let outbox = Outbox()
    private let reply: Reply

    /// Starts `handler` on `call`.
    init(
        to call: RPCRequest,
        from handler: any MCPHandler,
        in context: RequestContext,
        over request: HTTPRequest,
        _ text: ResponseText
    ) {
        let outbox = outbox
        reply = Reply(
            to: call,
            through: outbox,
            as: text,
            timers: request.exchange.timers,
            over: request.exchange,
            ended: { outbox.close() }
        )
        var context = context
        reply.start(in: &context, on: request.exchange.executor, .handler(handler))
    }

    func response() async -> HTTPResponse {
        let leash = Leash(reply)
        guard let messages = await outbox.next() else { return HTTPResponse(.serviceUnavailable) }
        if let response = messages.first, response.isResponse {
            leash.release()
            return .answer(response.bytes, response.error?.status ?? .ok, response.error)
        }
        return .eventStream { [outbox] write in
            var next: [Outbox.Message]? = messages
            while let messages = next, !Task.isCancelled {
                await write(messages.flatMap { ServerSentEvent.text($0.bytes) })
                next = await outbox.next()
            }
            leash.reply.cancel()
        }
    }
}

/// Cancels a reply that nobody can read any more, even one whose stream was never begun.
private final class Leash: Sendable {
    let reply: Reply
    init(_ reply: Reply) { self.reply = reply }
    deinit { reply.cancel() }
    /// Keeps the leash until here.
    func release() {}
}
