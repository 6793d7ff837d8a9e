private import Synchronization

/// Bytes of what all sessions are subscribed to, and those of each holder.
final class SubscriptionBudget: Sendable {
    private struct State: Sendable {
        var total = 0
        var shares: [SessionHolder: Int] = [:]
    }
    private let state = Mutex(State())

    /// Takes `bytes` more, or nothing when there is no room: for all, or for one holder, who has an eighth, or what one
    /// session may have where that is more.
    func take(_ bytes: Int, for holder: SessionHolder?, _ settings: SessionSettings) -> Bool {
        let limit = settings.subscriptionMemory
        let share = max(limit / 8, settings.subscriptionSize)
        return state.withLock { state in
            guard state.total + bytes <= limit else { return false }
            if let holder {
                let sum = state.shares[holder, default: 0] + bytes
                guard sum <= share else { return false }
                state.shares[holder] = sum
            }
            state.total += bytes
            return true
        }
    }

    func giveBack(_ bytes: Int, for holder: SessionHolder?) {
        guard bytes > 0 else { return }
        state.withLock { state in
            state.total -= bytes
            guard let holder, let share = state.shares[holder] else { return }
            state.shares[holder] = share > bytes ? share - bytes : nil
        }
    }

    /// Bytes that are taken.
    var count: Int { state.withLock { $0.total } }
}
