internal import HTTP

/// Who looks at the clock while a request is being answered.
enum CallWatch: Sendable {
    case none
    /// The HTTP server: a handler that never suspends costs no timer.
    case exchange(any Exchange)
    case reply(Reply)

    /// From now on `call` has its limits; they end when the request is answered.
    func begin(_ call: RunningCall) {
        switch self {
        case .none: break
        case .exchange(let exchange): exchange.agree(to: call)
        case .reply(let reply): reply.agree(to: call)
        }
    }

    /// Counts the limit from now again: the call has shown that it is alive.
    func renew() {
        switch self {
        case .none: break
        case .exchange(let exchange): exchange.renew()
        case .reply(let reply): reply.renew()
        }
    }

    /// Runs `action` when the server is asked to stop.
    func onDrain(_ action: @escaping @Sendable () -> Void) {
        switch self {
        case .none: break
        case .exchange(let exchange): exchange.onDrain(action)
        case .reply(let reply): reply.exchange?.onDrain(action)
        }
    }

    /// The request that brought the call; `nil` where there is none, or it brings many.
    var carrier: (any Exchange)? {
        switch self {
        case .none: nil
        case .exchange(let exchange): exchange
        case .reply(let reply): reply.exchange
        }
    }

    /// The timers of the loop that the call runs on.
    var timers: any Timers {
        switch self {
        case .none: PoolTimers()
        case .exchange(let exchange): exchange.timers
        case .reply(let reply): reply.timers
        }
    }
}
