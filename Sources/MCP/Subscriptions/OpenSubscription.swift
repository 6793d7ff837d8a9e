internal import JSON
private import Synchronization

/// Who tells of changes without a task that waits for them.
protocol SubscriptionSource: Sendable {
    /// Begins to answer `subscriptions/listen`: everything but the result goes out through `context.notify`.
    func subscribe(_ request: RPCRequest, in context: RequestContext) throws(RPCError) -> OpenSubscription
}

/// A `subscriptions/listen` that is being answered, until it ends or is let go.
final class OpenSubscription: Sendable {
    /// What the request is answered with in the end.
    let result: JSONObject
    private let forget: Mutex<(@Sendable () -> Void)?>

    init(_ result: JSONObject, _ forget: @escaping @Sendable () -> Void) {
        self.result = result
        self.forget = Mutex(forget)
    }
    deinit { end() }

    /// From now on nothing is told.
    func end() { forget.withLock { $0.take() }?() }
}
