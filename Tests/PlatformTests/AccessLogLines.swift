import HTTP
import JSON
import Synchronization

/// An access log in memory.
final class AccessLogLines: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var count = 0
        var batches = 0
    }
    private let state = Mutex(State())
    private let settings: AccessLogSettings

    init(_ settings: AccessLogSettings = AccessLogSettings()) { self.settings = settings }

    var log: AccessLog {
        AccessLog(settings) { [self] lines, count in
            state.withLock {
                $0.bytes += lines
                $0.count += count
                $0.batches += 1
            }
        }
    }
    var count: Int { state.withLock { $0.count } }
    var batches: Int { state.withLock { $0.batches } }

    func all() throws -> [JSONObject] {
        try state.withLock { $0.bytes }.split(separator: 0x0a).compactMap { line in
            if case .object(let object) = try JSONValue(parsing: Array(line)) { object } else { nil }
        }
    }
}
