internal import CCurl

/// What runs transfers side by side. Confined to one thread, but for `wake`.
@safe final class CurlMulti: @unchecked Sendable {
    private let curl: CurlLibrary
    private let handle: UnsafeMutableRawPointer

    /// `keeping`: connections that stay open for the next request, at most.
    init?(_ curl: CurlLibrary, keeping connections: Int) {
        guard let handle = unsafe curl.functions.pointee.multi_init() else { return nil }
        unsafe self.handle = unsafe handle
        self.curl = curl
        unsafe ccurl_limit_kept(curl.functions, handle, connections)
    }

    deinit { _ = unsafe curl.functions.pointee.multi_cleanup(handle) }

    func add(_ transfer: CurlTransfer) { _ = unsafe curl.functions.pointee.multi_add_handle(handle, transfer.easy) }

    func remove(_ transfer: CurlTransfer) {
        _ = unsafe curl.functions.pointee.multi_remove_handle(handle, transfer.easy)
    }

    /// Does what can be done without waiting.
    func perform() {
        var running: Int32 = 0
        _ = unsafe curl.functions.pointee.multi_perform(handle, &running)
    }

    /// Sleeps until there is something to do, `wake`, or `milliseconds` have gone by.
    func sleep(_ milliseconds: Int32) {
        _ = unsafe curl.functions.pointee.multi_poll(handle, nil, 0, milliseconds, nil)
    }

    /// Ends `sleep`, the next one if there is none now. From any thread.
    func wake() { _ = unsafe curl.functions.pointee.multi_wakeup(handle) }

    /// A transfer that has come to its end.
    func next() -> (transfer: CurlTransfer, code: CURLcode)? {
        var left: Int32 = 0
        while let message = unsafe curl.functions.pointee.multi_info_read(handle, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle,
                let context = unsafe ccurl_context(curl.functions, easy)
            else { continue }
            let transfer = unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            return (transfer, unsafe message.pointee.data.result)
        }
        return nil
    }
}
