internal import CUV
internal import Glibc

/// Whoever a socket tells what happened. Called on the loop's thread, never from within its own calls to the socket.
protocol SocketOwner: AnyObject {
    /// `loop.input` holds what has come.
    func received()
    /// The peer has finished, or the connection has failed: nothing more will come.
    func ended()
    /// A queued write is through, or has failed.
    func wrote(failed: Bool)
    /// The socket is closed and forgotten; the last call.
    func closed()
}

/// One connected stream socket on a loop. Reads and writes itself: a stream of libuv's does it with calls that are not made
/// for sockets, and take longer (docs/decisions/event-loops.md).
@safe final class TCPSocket {
    let id: HandleID
    /// Held until the socket is closed.
    var owner: (any SocketOwner)?
    private let loop: EventLoop
    private let descriptor: Int32
    /// Tells when there is something to read, or room to write.
    private var poll: UnsafeMutablePointer<uv_poll_t>?
    private var isReading = false
    /// What has been queued and the system has not taken: copies, which keep alive nothing else.
    private var writes: [ArraySlice<UInt8>] = []
    /// What `poll` looks for.
    private var watched = Events.none
    private var isInCallback = false

    private struct Events: OptionSet {
        let rawValue: Int32
        static let none: Events = []
        static let readable = Events(rawValue: Int32(UV_READABLE.rawValue))
        static let writable = Events(rawValue: Int32(UV_WRITABLE.rawValue))
    }

    /// Takes over the descriptor, also when it fails.
    init?(_ loop: EventLoop, descriptor: Int32) {
        self.loop = loop
        self.descriptor = descriptor
        let poll = UnsafeMutablePointer<uv_poll_t>.allocate(capacity: 1)
        guard unsafe uv_poll_init(loop.uv, poll, descriptor) == 0 else {
            unsafe poll.deallocate()
            Glibc.close(descriptor)
            return nil
        }
        id = loop.sockets.reserve()
        unsafe poll.pointee.data = id.data
        unsafe self.poll = unsafe poll
        loop.sockets.insert(self, at: id)
        cuv_send_at_once(descriptor)
    }

    var isOpen: Bool { unsafe poll != nil }

    func startReading() {
        isReading = isOpen
        watch()
    }

    func stopReading() {
        isReading = false
        watch()
    }

    /// Writes what the system takes at once: nothing, while something is queued.
    ///
    /// - Returns: bytes written, 0 when the system is full, `nil` when the connection has failed.
    func tryWrite(_ bytes: [UInt8]) -> Int? { writes.isEmpty ? send(bytes[...]) : 0 }

    /// Queues one write; `wrote` tells the end of it.
    func write(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard isOpen else { return false }
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        copy.append(contentsOf: bytes)
        writes.append(copy[...])
        watch()
        return true
    }

    /// Says that nothing more will be written. Nothing may be queued.
    func shutdown() {
        if isOpen { Glibc.shutdown(descriptor, Int32(SHUT_WR)) }
    }

    func close() {
        guard let poll = unsafe poll else { return }
        unsafe self.poll = nil
        isReading = false
        writes = []
        unsafe uv_close(cuv_handle(poll)) { handle in
            guard let handle = unsafe handle else { return }
            unsafe UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_poll_t.self).deallocate()
        }
        // Only now that nobody looks at it: the number may be given out again.
        Glibc.close(descriptor)
        loop.sockets.remove(id)
        owner?.closed()
        owner = nil
    }

    /// Looks for what is wanted, if it is something else than before.
    private func watch() {
        guard let poll = unsafe poll, !isInCallback else { return }
        var wanted = Events.none
        if isReading { wanted.insert(.readable) }
        if !writes.isEmpty { wanted.insert(.writable) }
        guard wanted != watched else { return }
        watched = wanted
        unsafe uv_poll_start(poll, wanted.rawValue) { poll, status, events in
            let loop = unsafe EventLoop.of(poll)
            guard let poll = unsafe poll, let socket = unsafe loop.sockets[HandleID(poll.pointee.data)] else { return }
            socket.happened(status, Events(rawValue: events))
        }
    }

    private func happened(_ status: Int32, _ events: Events) {
        isInCallback = true
        // The connection has failed, and nobody looks at it any more. What came before that is still to be read.
        let hasFailed = status < 0
        if hasFailed { watched = .none }
        if isReading, hasFailed || events.contains(.readable) { receive() }
        if !writes.isEmpty, hasFailed || events.contains(.writable) { sendQueued() }
        isInCallback = false
        watch()
    }

    private func receive() {
        let count = loop.receive(from: descriptor)
        if count > 0 {
            owner?.received()
        } else if count == 0 || !isForNow(count) {
            isReading = false
            owner?.ended()
        }
    }

    /// Sends as much as others can wait for; there is room for the rest the next time.
    private func sendQueued() {
        for _ in 0..<Self.sendLimit {
            guard let next = writes.first else { return }
            guard let count = send(next) else {
                writes = []
                owner?.wrote(failed: true)
                return
            }
            guard count == next.count else {
                writes[0].removeFirst(count)
                return
            }
            writes.removeFirst()
            owner?.wrote(failed: false)
        }
    }

    private func send(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard isOpen else { return nil }
        let count = unsafe bytes.withUnsafeBytes { bytes in
            let count = unsafe cuv_send(descriptor, bytes.baseAddress, bytes.count)
            return count < 0 ? -Int(errno) : count
        }
        if count >= 0 { return count }
        return isForNow(count) ? 0 : nil
    }

    /// Queued writes that leave in one turn of the loop.
    private static let sendLimit = 8

    /// Whether a call that failed with the number of an error, negated, may succeed later.
    private func isForNow(_ result: Int) -> Bool { result == -Int(EAGAIN) || result == -Int(EINTR) }
}

extension EventLoop {
    /// Reads what has come into `input`, as far as it is one read.
    ///
    /// - Returns: bytes, 0 at the end of the stream, or the number of an error, negated.
    fileprivate func receive(from descriptor: Int32) -> Int {
        input.removeAll(keepingCapacity: true)
        var count = 0
        input.append(addingCapacity: Self.readSize) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                count = unsafe cuv_receive(descriptor, buffer.baseAddress, Self.readSize)
                if count < 0 { count = -Int(errno) }
                initialized = max(0, count)
            }
        }
        return count
    }

    /// Bytes that one read takes in at most.
    private static let readSize = 64 << 10
}
