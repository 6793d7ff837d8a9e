import Glibc
import Synchronization

/// What handlers have seen, for a test that runs on another thread.
final class Events: Sendable {
    private let list = Mutex<[String]>([])

    func add(_ event: String) { list.withLock { $0.append(event) } }

    var all: [String] { list.withLock { $0 } }

    /// Whether `event` comes within twenty seconds.
    func contains(_ event: String) -> Bool {
        for _ in 0..<2000 {
            if all.contains(event) { return true }
            usleep(10_000)
        }
        return false
    }
}
