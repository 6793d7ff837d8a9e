private import Synchronization

/// How many streams listen, in all and for each principal.
final class ListenerCount: Sendable {
    private struct State {
        var total = 0
        var byPrincipal: [Principal: Int] = [:]
    }
    private let state = Mutex(State())

    /// Counts a stream in; `principal` is `nil` for those that share what they are known by.
    func enter(_ principal: Principal?, _ settings: MCPSettings) -> Bool {
        state.withLock { state in
            guard state.total < settings.listenerLimit else { return false }
            if let principal {
                guard state.byPrincipal[principal, default: 0] < settings.listenersPerPrincipal else { return false }
                state.byPrincipal[principal, default: 0] += 1
            }
            state.total += 1
            return true
        }
    }

    func leave(_ principal: Principal?) {
        state.withLock { state in
            state.total -= 1
            guard let principal, let count = state.byPrincipal[principal] else { return }
            state.byPrincipal[principal] = count > 1 ? count - 1 : nil
        }
    }

    var total: Int { state.withLock { $0.total } }
}
