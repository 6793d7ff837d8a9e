internal import HTTP
private import Synchronization

/// Lets so many do something at one time. One more does not wait, but is told so.
///
/// Whoever is there may take half of what is left beside what they have: alone a third of all places, and always one. So
/// one who takes all that it gets leaves room for others.
final class ConcurrencyLimit: Sendable {
    private let limit: Int
    private let running = Mutex<(all: Int, of: [LimitKey: Int])>((0, [:]))

    init(_ limit: Int) { self.limit = limit }

    /// Whether there is room for `who`. Whoever got it must `leave`.
    func enter(_ who: LimitKey) -> Bool {
        running.withLock { running in
            let own = running.of[who] ?? 0
            guard running.all < limit, own < max(1, (limit - running.all) / 2) else { return false }
            running.all += 1
            running.of[who] = own + 1
            return true
        }
    }

    func leave(_ who: LimitKey) {
        running.withLock { running in
            running.all -= 1
            running.of[who] = running.of[who].flatMap { $0 > 1 ? $0 - 1 : nil }
        }
    }
}
