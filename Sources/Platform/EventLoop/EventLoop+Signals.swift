internal import CUV

extension EventLoop {
    /// Calls `action` on the loop at each `signal`, instead of what the system would do. On the loop's thread.
    func onSignal(_ signal: Int32, _ action: @escaping () -> Void) {
        let watcher = SignalWatcher(action)
        let status = unsafe uv_signal_init(uv, watcher.handle)
        if status != 0 { SystemProcess.fail("cannot hear signals: \(UVError(status))") }
        unsafe watcher.handle.pointee.data = Unmanaged.passUnretained(watcher).toOpaque()
        unsafe uv_signal_start(
            watcher.handle,
            { handle, _ in
                guard let data = unsafe handle?.pointee.data else { return }
                unsafe Unmanaged<SignalWatcher>.fromOpaque(data).takeUnretainedValue().action()
            },
            signal
        )
        unsafe uv_unref(cuv_handle(watcher.handle))
        onClose { unsafe uv_close(cuv_handle(watcher.handle), nil) }
    }
}

@safe private final class SignalWatcher {
    let handle: UnsafeMutablePointer<uv_signal_t>
    let action: () -> Void

    init(_ action: @escaping () -> Void) {
        self.action = action
        unsafe handle = .allocate(capacity: 1)
    }
    deinit { unsafe handle.deallocate() }
}
