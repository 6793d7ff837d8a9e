internal import CUV
internal import Glibc
internal import JSON
internal import Telemetry

/// Takes connections from a listening socket. Without descriptors left it pauses instead of spinning.
@safe final class Acceptor: @unchecked Sendable {
    private let handle: UnsafeMutablePointer<uv_poll_t>
    private let descriptor: Int32
    private let loop: EventLoop
    private let log: Logger
    private let accepted: (Int32, String) -> Void
    private var isClosed = false
    private var hasComplained = false

    /// `accepted` is given each connection's descriptor, which is then its own, and the peer's address.
    init(_ loop: EventLoop, descriptor: Int32, log: Logger, accepted: @escaping (Int32, String) -> Void) {
        self.loop = loop
        self.descriptor = descriptor
        self.log = log
        self.accepted = accepted
        unsafe handle = .allocate(capacity: 1)
        unsafe uv_poll_init(loop.uv, handle, descriptor)
        unsafe handle.pointee.data = Unmanaged.passUnretained(self).toOpaque()
        loop.onClose { self.close() }
    }

    deinit { unsafe handle.deallocate() }

    func start() {
        guard !isClosed else { return }
        unsafe uv_poll_start(handle, Int32(UV_READABLE.rawValue)) { handle, _, _ in
            guard let data = unsafe handle?.pointee.data else { return }
            unsafe Unmanaged<Acceptor>.fromOpaque(data).takeUnretainedValue().accept()
        }
    }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        unsafe uv_poll_stop(handle)
        unsafe uv_close(cuv_handle(handle), nil)
        Glibc.close(descriptor)
    }

    private func accept() {
        for _ in 0..<Self.batch {
            guard !isClosed else { return }
            var peer = sockaddr_storage()
            let connection = unsafe cuv_accept(descriptor, &peer)
            if connection >= 0 {
                hasComplained = false
                accepted(connection, SocketAddress.text(peer))
                continue
            }
            switch errno {
            case EINTR, ECONNABORTED, EPROTO, EPERM: continue
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: return pause(errno)
            default: return
            }
        }
    }

    /// Waits until descriptors may be free again; the clients wait in the system's queue.
    private func pause(_ error: Int32) {
        unsafe uv_poll_stop(handle)
        if !hasComplained {
            hasComplained = true
            log.error("cannot accept connections, waiting", ["reason": .string(SystemError.text(error))])
        }
        loop.timers.after(Self.pauseTime) { [self] in start() }
    }

    private static let batch = 64
    private static let pauseTime = Duration.milliseconds(200)
}
