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

    /// How many there are, once no more come: for what must not go on.
    var settled: Int {
        var count = -1
        while count != all.count {
            count = all.count
            usleep(200_000)
        }
        return count
    }
}
