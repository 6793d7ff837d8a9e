internal import CUV
internal import Glibc
internal import JSON
internal import Synchronization
public import Telemetry

/// Writes log lines to standard error on a thread of its own.
///
/// A reader that is slow or has stopped costs lines, which are counted, and never time of an event loop.
@safe public final class LogWriter: @unchecked Sendable {
    private struct State {
        var lines: [UInt8] = []
        var dropped = 0
        var isStarted = false
        var isWriting = false
    }
    private let state = Mutex(State())
    private let format: LogFormat
    private let descriptor: Int32
    private let arrived: UnsafeMutablePointer<uv_sem_t>

    public convenience init(_ format: LogFormat) { self.init(format, to: STDERR_FILENO) }

    init(_ format: LogFormat, to descriptor: Int32) {
        self.format = format
        self.descriptor = descriptor
        unsafe arrived = .allocate(capacity: 1)
        unsafe uv_sem_init(arrived, 0)
    }

    /// Whether a person is likely to read standard error.
    public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// A logger that writes here. The writer lives as long as the process.
    public func logger(_ level: LogLevel) -> Logger {
        Logger(level: level) { [self] level, event, fields in
            add(format.line(level, event, fields, at: CivilTime(secondsSince1970: time(nil))))
        }
    }

    private func add(_ line: [UInt8]) {
        let (wakes, starts) = state.withLock { state in
            guard state.lines.count + line.count <= Self.limit else {
                state.dropped += 1
                return (false, false)
            }
            let wasEmpty = state.lines.isEmpty
            state.lines.append(contentsOf: line)
            defer { state.isStarted = true }
            return (wasEmpty, !state.isStarted)
        }
        if starts { _ = SystemThread { [self] in run() } }
        if wakes { unsafe uv_sem_post(arrived) }
    }

    private func run() {
        while true {
            unsafe uv_sem_wait(arrived)
            let lines = state.withLock { state in
                defer {
                    state.lines = []
                    state.dropped = 0
                    state.isWriting = true
                }
                return state.dropped == 0 ? state.lines : state.lines + notice(of: state.dropped)
            }
            Descriptor.writeAll(lines, to: descriptor)
            state.withLock { $0.isWriting = false }
        }
    }

    private func notice(of dropped: Int) -> [UInt8] {
        let now = CivilTime(secondsSince1970: time(nil))
        return format.line(.warning, "log lines dropped", ["count": .int(dropped)], at: now)
    }

    /// Waits until everything is written, for a second at most.
    public func flush() {
        for _ in 0..<1000 where !state.withLock({ $0.lines.isEmpty && !$0.isWriting }) { usleep(1000) }
    }

    /// Bytes that wait for the reader at most.
    private static let limit = 1 << 20
}
