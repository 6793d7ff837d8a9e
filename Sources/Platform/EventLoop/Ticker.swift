internal import CUV

/// Calls its action again and again, while it is started. Confined to the loop's thread.
@safe final class Ticker {
    private let handle: UnsafeMutablePointer<uv_timer_t>
    private let interval: UInt64
    fileprivate let action: () -> Void

    /// `interval` in milliseconds.
    init(_ loop: EventLoop, every interval: UInt64, _ action: @escaping () -> Void) {
        self.interval = interval
        self.action = action
        unsafe handle = .allocate(capacity: 1)
        unsafe uv_timer_init(loop.uv, handle)
        // Unretained: the handle is closed and its callbacks have ended before the owner lets go.
        unsafe handle.pointee.data = Unmanaged.passUnretained(self).toOpaque()
        loop.onClose { unsafe uv_close(cuv_handle(self.handle), nil) }
    }

    deinit { unsafe handle.deallocate() }

    func start() {
        unsafe uv_timer_start(
            handle,
            { handle in
                guard let data = unsafe handle?.pointee.data else { return }
                unsafe Unmanaged<Ticker>.fromOpaque(data).takeUnretainedValue().action()
            },
            interval,
            interval
        )
    }

    func stop() { unsafe uv_timer_stop(handle) }
}
