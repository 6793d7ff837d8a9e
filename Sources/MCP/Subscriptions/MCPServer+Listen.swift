internal import HTTP
internal import JSON

extension MCPServer: SubscriptionSource {
    /// `subscriptions/listen`: tells of changes until the client goes, or the server is asked to stop.
    func listen(_ request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        let open = try subscribe(request, in: context)
        defer { open.end() }
        let (silence, end) = AsyncStream<Never>.makeStream()
        context.watch.onDrain { end.finish() }
        // Ends when the task is cancelled, too.
        for await _ in silence {}
        return open.result
    }

    func subscribe(_ request: RPCRequest, in context: RequestContext) throws(RPCError) -> OpenSubscription {
        let wanted = try ListenFilter(request.params, limit: settings.urisPerListener)
        let principal = context.caller.identity.map { _ in context.caller.principal }
        guard listeners.enter(principal, settings) else { throw .busy }
        let honoured = honoured(wanted, in: context)
        let subscription = Subscription(request.id, context.notify)
        let listener = changes.listen { change in
            guard let (method, params) = honoured.notification(of: change) else { return }
            subscription.tell(method, params)
        }
        let forget = watch(honoured.taskIDs, for: subscription, in: context)
        subscription.acknowledge(honoured)
        return OpenSubscription(["_meta": subscription.meta]) { [listeners] in
            listener.cancel()
            forget()
            listeners.leave(principal)
        }
    }

    /// What of the wishes is here, and the caller may see.
    private func honoured(_ wanted: ListenFilter, in context: RequestContext) -> ListenFilter {
        let offered = live.offered
        var honoured = ListenFilter()
        honoured.tools = wanted.tools && offered.hasTools
        honoured.prompts = wanted.prompts && offered.hasPrompts
        honoured.resources = wanted.resources && offered.hasResources
        honoured.uris = wanted.uris.filter { mayRead($0, in: context) }
        if context.clientFeatures.contains(.tasks) {
            honoured.taskIDs = wanted.taskIDs.filter { task($0, in: context) != nil }
        }
        return honoured
    }
}
