internal import CUV
internal import Glibc
internal import JSON
internal import Synchronization
public import Telemetry

/// Writes log lines to standard error or to a file, on a thread of its own.
///
/// A reader that is slow or has stopped costs lines, which are counted, and never time of an event loop.
@safe public final class LogWriter: @unchecked Sendable {
    private struct State {
        var lines: [UInt8] = []
        var count = 0
        var dropped = 0
        var reopens = false
        var isStarted = false
        var isWriting = false

        var isIdle: Bool { lines.isEmpty && !reopens && !isWriting }

        /// Gives away all there is to do; `spare`, which is empty, takes its place.
        mutating func take(into spare: inout [UInt8]) -> (count: Int, dropped: Int, reopens: Bool) {
            swap(&lines, &spare)
            defer { (count, dropped, reopens, isWriting) = (0, 0, false, true) }
            return (count, dropped, reopens)
        }
    }
    private let state = Mutex(State())
    private let format: LogFormat
    private let path: String?
    private let first: Int32
    private let arrived: UnsafeMutablePointer<uv_sem_t>

    /// To standard error.
    public convenience init(_ format: LogFormat) { self.init(format, to: STDERR_FILENO) }

    /// To the end of the file at `path`, which is made if it is not there.
    public convenience init(_ format: LogFormat, file path: String) throws(FileError) {
        self.init(format, to: try Descriptor.appending(to: path), at: path)
    }

    init(_ format: LogFormat, to descriptor: Int32, at path: String? = nil) {
        self.format = format
        self.path = path
        first = descriptor
        unsafe arrived = .allocate(capacity: 1)
        unsafe uv_sem_init(arrived, 0)
    }

    /// Whether a person is likely to read standard error.
    public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// A logger that writes here. The writer lives as long as the process.
    public func logger(_ level: LogLevel) -> Logger { logger(following: LogThreshold(level)) }

    public func logger(following threshold: LogThreshold) -> Logger {
        Logger(following: threshold) { [self] level, event, fields in
            write(format.line(level, event, fields, at: CivilTime(secondsSince1970: time(nil)))[...], 1)
        }
    }

    /// Takes whole lines, `count` of them.
    public func write(_ lines: ArraySlice<UInt8>, _ count: Int) {
        wake { state in
            guard state.lines.count + lines.count <= Self.limit else {
                state.dropped += count
                return
            }
            state.lines.append(contentsOf: lines)
            state.count += count
        }
    }

    /// Opens the file anew, for whoever has moved it away; standard error stays.
    public func reopen() {
        if path != nil { wake { $0.reopens = true } }
    }

    /// Changes the state; the thread sees to it.
    private func wake(_ change: (inout State) -> Void) {
        let (wakes, starts) = state.withLock { state in
            let slept = state.lines.isEmpty && !state.reopens
            change(&state)
            let wakes = slept && (!state.lines.isEmpty || state.reopens)
            defer { state.isStarted = state.isStarted || wakes }
            return (wakes, wakes && !state.isStarted)
        }
        if starts { _ = SystemThread { [self] in run() } }
        if wakes { unsafe uv_sem_post(arrived) }
    }

    private func run() {
        var descriptor = first
        var lines: [UInt8] = []
        while true {
            unsafe uv_sem_wait(arrived)
            let work = state.withLock { $0.take(into: &lines) }
            if work.dropped > 0 { lines += notice(of: work.dropped) }
            // What was logged before belongs into the file that was moved.
            let isWritten = Descriptor.writeAll(lines, to: descriptor)
            if work.reopens {
                lines = reopen(&descriptor)
                if !lines.isEmpty { Descriptor.writeAll(lines, to: descriptor) }
            }
            // Two buffers take turns, so that a busy log seldom asks the system for memory.
            lines.removeAll(keepingCapacity: lines.capacity <= Self.spareSize)
            state.withLock { state in
                state.isWriting = false
                if !isWritten { state.dropped += work.count }
            }
        }
    }

    /// Returns what there is to say about it.
    private func reopen(_ descriptor: inout Int32) -> [UInt8] {
        guard let path else { return [] }
        do throws(FileError) {
            let next = try Descriptor.appending(to: path)
            close(descriptor)
            descriptor = next
            return []
        } catch {
            return line("the log file cannot be opened anew", ["path": .string(path), "reason": .string("\(error)")])
        }
    }

    private func notice(of dropped: Int) -> [UInt8] { line("log lines dropped", ["count": .int(dropped)]) }

    private func line(_ event: String, _ fields: JSONObject) -> [UInt8] {
        format.line(.warning, event, fields, at: CivilTime(secondsSince1970: time(nil)))
    }

    /// Waits until everything is written, for a second at most.
    public func flush() {
        for _ in 0..<1000 where !state.withLock({ $0.isIdle }) { usleep(1000) }
    }

    /// Bytes that wait for the reader at most.
    private static let limit = 2 << 20
    /// Bytes of a buffer that is kept while there is nothing to write.
    private static let spareSize = 512 << 10
}
