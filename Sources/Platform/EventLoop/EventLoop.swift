internal import CUV
internal import Glibc
internal import HTTP

/// One libuv loop: its thread, its executor, its timers. Confined to its thread, except where it says otherwise.
@safe final class EventLoop: @unchecked Sendable {
    let executor = LoopExecutor()
    let timers: LoopTimers
    /// Sockets by the identifier that their handles carry.
    var sockets = HandleTable<TCPSocket>()
    /// What the socket that is being read has received; valid during `SocketOwner.received`, so idle connections hold no
    /// buffer.
    var input: [UInt8] = []

    let uv: UnsafeMutablePointer<uv_loop_t>
    private let prepare: UnsafeMutablePointer<uv_prepare_t>
    private let check: UnsafeMutablePointer<uv_check_t>
    private var closing: [() -> Void] = []
    /// Called after each round of events and jobs: what they have written leaves together.
    var afterRound: (() -> Void)?

    init() {
        unsafe uv = .allocate(capacity: 1)
        unsafe prepare = .allocate(capacity: 1)
        unsafe check = .allocate(capacity: 1)
        timers = unsafe LoopTimers(uv, executor)
        let status = unsafe uv_loop_init(uv)
        if status != 0 { SystemProcess.fail("no event loop: \(UVError(status))") }
        unsafe uv.pointee.data = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        unsafe uv.deallocate()
        unsafe prepare.deallocate()
        unsafe check.deallocate()
    }

    /// The loop that `handle` belongs to.
    static func of<Handle>(_ handle: UnsafeMutablePointer<Handle>?) -> EventLoop {
        unsafe Unmanaged<EventLoop>.fromOpaque(cuv_handle(handle).pointee.loop.pointee.data).takeUnretainedValue()
    }

    /// Runs until `stop`; the calling thread becomes the loop's. `start` runs on it first.
    func run(start: () -> Void) {
        unsafe executor.attach(to: uv)
        unsafe uv_prepare_init(uv, prepare)
        unsafe uv_prepare_start(prepare) { unsafe EventLoop.of($0).endRound() }
        unsafe uv_check_init(uv, check)
        unsafe uv_check_start(check) { unsafe EventLoop.of($0).endRound() }
        start()
        unsafe uv_run(uv, UV_RUN_DEFAULT)
        for close in closing { close() }
        timers.close()
        for socket in sockets.all { socket.close() }
        unsafe uv_close(cuv_handle(prepare), nil)
        unsafe uv_close(cuv_handle(check), nil)
        executor.detach()
        unsafe uv_run(uv, UV_RUN_DEFAULT)
        unsafe uv_loop_close(uv)
        // Only now: the closures keep those alive whose handles were being closed.
        closing = []
        executor.release()
    }

    private func endRound() {
        executor.drain()
        afterRound?()
    }

    /// Ends `run` after the events at hand.
    func stop() { unsafe uv_stop(uv) }

    /// Runs `close` when the loop ends, to close the handles of whoever asks.
    func onClose(_ close: @escaping () -> Void) { closing.append(close) }

    /// Milliseconds on a clock that only goes forward; as of the current round of events.
    var now: UInt64 { unsafe uv_now(uv) }
}

/// An error number of libuv, and its name.
struct UVError: Error, CustomStringConvertible {
    let code: Int32
    init(_ code: Int32) { self.code = code }
    var description: String {
        var buffer = [CChar](repeating: 0, count: 128)
        let name: String = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
            unsafe uv_strerror_r(code, buffer.baseAddress, buffer.count)
            return unsafe buffer.baseAddress.map { unsafe String(cString: $0) } ?? ""
        }
        return name
    }
}
