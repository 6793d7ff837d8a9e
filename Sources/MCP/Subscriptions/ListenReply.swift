internal import HTTP
internal import JSON

/// `subscriptions/listen` over HTTP. Ten thousand clients may listen for days, so it has no task but the one that
/// writes, and keeps nothing of the request.
enum ListenReply {
    static func response(
        to call: RPCRequest,
        from source: any SubscriptionSource,
        in context: RequestContext,
        over exchange: any Exchange,
        _ text: ResponseText
    ) throws(RPCError) -> HTTPResponse {
        let outbox = Outbox()
        var context = context
        context.notify = { outbox.put(Outbox.Message(bytes: text.notification($0), isResponse: false)) }
        let subscription = try source.subscribe(call, in: context)
        exchange.onDrain { [id = call.id] in
            outbox.put(Outbox.Message(bytes: text.result(subscription.result, id: id)))
            outbox.close()
        }
        return .eventStream { write in
            while let messages = await outbox.next() {
                await write(messages.flatMap { ServerSentEvent.text($0.bytes) })
            }
            subscription.end()
        }
    }
}
