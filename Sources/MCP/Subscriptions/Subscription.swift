internal import JSON
private import Synchronization

/// One open `subscriptions/listen`: what it says goes out in order, and nothing ahead of the acknowledgement.
final class Subscription: Sendable {
    private let id: RPCID
    private let notify: @Sendable (RPCNotification) -> Void
    /// What came before the acknowledgement; `nil` once it is out.
    private let early = Mutex<[RPCNotification]?>([])

    init(_ id: RPCID, _ notify: @escaping @Sendable (RPCNotification) -> Void) {
        self.id = id
        self.notify = notify
    }

    /// What every message of the subscription carries, its result too.
    var meta: JSONValue { [MetaKey.subscriptionID: id.json] }

    func acknowledge(_ honoured: ListenFilter) {
        early.withLock { early in
            notify(message("notifications/subscriptions/acknowledged", ["notifications": .object(honoured.json)]))
            for notification in early ?? [] { notify(notification) }
            early = nil
        }
    }

    func tell(_ method: String, _ params: JSONObject) {
        let message = message(method, params)
        early.withLock { early in
            guard early == nil else {
                if (early?.count ?? 0) < Self.earlyLimit { early?.append(message) }
                return
            }
            notify(message)
        }
    }

    private func message(_ method: String, _ params: JSONObject) -> RPCNotification {
        var params = params
        params["_meta"] = meta
        return RPCNotification(method: method, params: params)
    }

    private static let earlyLimit = 64
}
