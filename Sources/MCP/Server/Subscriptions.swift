internal import JSON

extension MCPServer {
    /// `subscriptions/listen`: stays open until the client goes, or the server is asked to stop.
    ///
    /// What this server offers does not change while it runs, so of what is asked for nothing can be honoured, and
    /// the acknowledgement says so.
    func listen(_ request: RPCRequest, in context: RequestContext) async throws(RPCError) -> JSONObject {
        guard case .object? = request.params["notifications"] else {
            throw .invalidParams("params.notifications must be an object")
        }
        let meta: JSONValue = [MetaKey.subscriptionID: request.id.json]
        context.notify(
            RPCNotification(
                method: "notifications/subscriptions/acknowledged",
                params: ["notifications": [:], "_meta": meta]
            )
        )
        let (silence, end) = AsyncStream<Never>.makeStream()
        context.watch.onDrain { end.finish() }
        // Ends when the task is cancelled, too.
        for await _ in silence {}
        return ["_meta": meta]
    }
}
