internal import CUV
internal import HTTP
internal import Synchronization

/// Lines on standard input and output, as a loop sees them. Confined to the loop's thread but for what says otherwise.
@safe final class LineChannel: MessageChannel, @unchecked Sendable {
    private let loop: EventLoop
    private let limit: Int
    private var inbox: [LineSplitter.Line] = []
    private var next = 0
    /// Batches that stand in `inbox`.
    private var taken = 0
    private var hasEnded = false
    private var reader: CheckedContinuation<Void, Never>?
    private var outbox: [UInt8] = []
    private var writers: [CheckedContinuation<Void, Never>] = []
    private let outgoing = Mutex(Outgoing())
    private let ready: UnsafeMutablePointer<uv_sem_t>
    /// Counts down the batches that the reading thread may bring before the loop has taken them.
    private let room: UnsafeMutablePointer<uv_sem_t>

    private struct Outgoing {
        var bytes: [UInt8] = []
        var isClosed = false
        /// Whether the reader of standard output has gone: what is sent is dropped.
        var isUnheard = false
    }

    init(_ loop: EventLoop, limit: Int) {
        self.loop = loop
        self.limit = limit
        unsafe ready = .allocate(capacity: 1)
        unsafe room = .allocate(capacity: 1)
        unsafe uv_sem_init(ready, 0)
        unsafe uv_sem_init(room, Self.batches)
    }

    // MARK: Messages

    func receive() async throws(MessageChannelError) -> [UInt8]? {
        while next == inbox.count {
            if hasEnded { return nil }
            await withCheckedContinuation { reader = $0 }
        }
        let line = inbox[next]
        next += 1
        if next == inbox.count {
            inbox.removeAll(keepingCapacity: true)
            next = 0
            for _ in 0..<taken { unsafe uv_sem_post(room) }
            taken = 0
        }
        switch line {
        case .text(let text): return text
        case .tooLong: throw .tooLong(limit: limit)
        }
    }

    func send(_ message: [UInt8]) async {
        outbox.append(contentsOf: message)
        outbox.append(0x0a)
        if outbox.count > Self.outboxLimit { flush() }
        guard outgoing.withLock({ $0.bytes.count }) > Self.outgoingLimit else { return }
        await withCheckedContinuation { writers.append($0) }
    }

    /// Gives what was sent in this round to the writing thread.
    func flush() {
        guard !outbox.isEmpty else { return }
        let wakes = outgoing.withLock { outgoing in
            if outgoing.isUnheard { return false }
            defer { outgoing.bytes.append(contentsOf: outbox) }
            return outgoing.bytes.isEmpty
        }
        outbox.removeAll(keepingCapacity: true)
        if wakes { unsafe uv_sem_post(ready) }
    }

    /// No more lines will come.
    func end() {
        hasEnded = true
        wakeReader()
    }

    private func take(_ lines: [LineSplitter.Line]) {
        inbox.append(contentsOf: lines)
        taken += 1
        wakeReader()
    }

    private func wakeReader() {
        let waiting = reader
        reader = nil
        waiting?.resume()
    }

    private func wakeWriters() {
        let waiting = writers
        writers = []
        for writer in waiting { writer.resume() }
    }

    // MARK: Threads of their own

    /// Reads standard input until it ends.
    func read(from descriptor: Int32) {
        var splitter = LineSplitter(limit: limit)
        var buffer = [UInt8](repeating: 0, count: Self.readSize)
        while true {
            let count = Descriptor.readSome(from: descriptor, into: &buffer)
            let lines = count > 0 ? splitter.lines(in: buffer[..<count]) : splitter.last()
            if !lines.isEmpty {
                unsafe uv_sem_wait(room)
                loop.executor.perform { [self] in take(lines) }
            }
            if count == 0 { return loop.executor.perform { [self] in end() } }
        }
    }

    /// Writes standard output until `close`, or until its reader has gone.
    func write(to descriptor: Int32) {
        while true {
            unsafe uv_sem_wait(ready)
            let (bytes, isClosed) = outgoing.withLock { outgoing in
                defer { outgoing.bytes = [] }
                return (outgoing.bytes, outgoing.isClosed)
            }
            let isHeard = Descriptor.writeAll(bytes, to: descriptor)
            if !isHeard {
                // Before the senders are woken, so that none of them waits again.
                outgoing.withLock { outgoing in
                    outgoing.isUnheard = true
                    outgoing.bytes = []
                }
            }
            loop.executor.perform { [self] in
                wakeWriters()
                if !isHeard { end() }
            }
            if isClosed || !isHeard { return }
        }
    }

    /// Lets the writing thread finish what it has, and end.
    func close() {
        flush()
        outgoing.withLock { $0.isClosed = true }
        unsafe uv_sem_post(ready)
    }

    private static let readSize = 64 << 10
    /// Batches of lines between the reading thread and the loop; each is at most one read and the line it completes.
    private static let batches: UInt32 = 2
    private static let outboxLimit = 256 << 10
    /// Bytes that wait for the reader of standard output, before senders wait.
    private static let outgoingLimit = 4 << 20
}
