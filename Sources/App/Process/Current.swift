import Synchronization

/// The application that answers now. Before the first reload that is the one that the process began with, and finding it
/// costs one load.
public final class Current: Sendable {
    private let hasChanged = Atomic(false)
    private let place = Mutex<Application?>(nil)

    public init() {}

    /// The one that has taken the place of `first`, else `first`.
    func application(since first: Application) -> Application {
        latest ?? first
    }

    /// The one that took the place of the first; `nil` before.
    var latest: Application? { hasChanged.load(ordering: .acquiring) ? place.withLock { $0 } : nil }

    /// From now on `application` answers; what is being answered ends where it began.
    func replace(with application: Application) {
        place.withLock { $0 = application }
        hasChanged.store(true, ordering: .releasing)
    }
}
