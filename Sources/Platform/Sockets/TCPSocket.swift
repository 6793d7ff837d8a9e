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

/// One connected stream socket on a loop.
@safe final class TCPSocket {
    let id: HandleID
    /// Held until the socket is closed.
    var owner: (any SocketOwner)?
    private let loop: EventLoop
    private var handle: UnsafeMutablePointer<uv_tcp_t>?
    private var isReading = false

    /// Takes over the descriptor, also when it fails.
    init?(_ loop: EventLoop, descriptor: Int32) {
        self.loop = loop
        id = loop.sockets.reserve()
        let handle = UnsafeMutablePointer<uv_tcp_t>.allocate(capacity: 1)
        unsafe uv_tcp_init(loop.uv, handle)
        unsafe handle.pointee.data = id.data
        unsafe self.handle = unsafe handle
        loop.sockets.insert(self, at: id)
        guard unsafe uv_tcp_open(handle, descriptor) == 0 else {
            Glibc.close(descriptor)
            close()
            return nil
        }
        unsafe uv_tcp_nodelay(handle, 1)
    }

    var isOpen: Bool { unsafe handle != nil }

    func startReading() {
        guard let handle = unsafe handle, !isReading else { return }
        isReading = true
        unsafe uv_read_start(
            cuv_stream(handle),
            { handle, _, buffer in
                let room = unsafe EventLoop.of(handle).readBuffer
                unsafe buffer?.pointee = unsafe uv_buf_init(
                    room.baseAddress?.assumingMemoryBound(to: CChar.self),
                    UInt32(room.count)
                )
            },
            { handle, count, _ in
                // The bytes are in the loop's buffer; at the end of a stream `buf.base` may be null.
                let loop = unsafe EventLoop.of(handle)
                guard let handle = unsafe handle, let socket = unsafe loop.sockets[HandleID(handle.pointee.data)] else {
                    return
                }
                if count > 0 {
                    loop.take(count)
                    socket.owner?.received()
                } else if count < 0 {
                    socket.stopReading()
                    socket.owner?.ended()
                }
            }
        )
    }

    func stopReading() {
        guard let handle = unsafe handle, isReading else { return }
        isReading = false
        unsafe uv_read_stop(cuv_stream(handle))
    }

    /// Writes what the system takes at once.
    ///
    /// - Returns: bytes written, 0 when the system is full, `nil` when the connection has failed.
    func tryWrite(_ bytes: [UInt8]) -> Int? {
        guard let handle = unsafe handle else { return nil }
        let count = unsafe bytes.withUnsafeBytes { bytes in
            var buffer = unsafe uv_buf_init(
                UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: CChar.self),
                UInt32(clamping: bytes.count)
            )
            return unsafe uv_try_write(cuv_stream(handle), &buffer, 1)
        }
        if count >= 0 { return Int(count) }
        return count == UV_EAGAIN.rawValue ? 0 : nil
    }

    /// Queues one write; `wrote` tells the end of it.
    func write(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let handle = unsafe handle else { return false }
        // The request and its bytes in one block, libuv's until the callback frees it.
        let head = unsafe MemoryLayout<uv_write_t>.stride
        let block = UnsafeMutableRawPointer.allocate(byteCount: head + bytes.count, alignment: 16)
        let request = unsafe block.bindMemory(to: uv_write_t.self, capacity: 1)
        unsafe bytes.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress {
                unsafe (block + head).copyMemory(from: base, byteCount: bytes.count)
            }
        }
        unsafe request.pointee.data = id.data
        var buffer = unsafe uv_buf_init(
            (block + head).assumingMemoryBound(to: CChar.self),
            UInt32(clamping: bytes.count)
        )
        let status = unsafe uv_write(request, cuv_stream(handle), &buffer, 1) { request, status in
            guard let request = unsafe request else { return }
            let id = unsafe HandleID(request.pointee.data)
            let loop = unsafe EventLoop.of(request.pointee.handle)
            unsafe UnsafeMutableRawPointer(request).deallocate()
            loop.sockets[id]?.owner?.wrote(failed: status < 0)
        }
        if status != 0 { unsafe block.deallocate() }
        return status == 0
    }

    /// Says that nothing more will be written.
    func shutdown() {
        guard let handle = unsafe handle else { return }
        let request = UnsafeMutablePointer<uv_shutdown_t>.allocate(capacity: 1)
        let status = unsafe uv_shutdown(request, cuv_stream(handle)) { request, _ in unsafe request?.deallocate() }
        if status != 0 { unsafe request.deallocate() }
    }

    func close() {
        guard let handle = unsafe handle else { return }
        unsafe self.handle = nil
        isReading = false
        unsafe uv_close(cuv_handle(handle)) { handle in
            guard let handle = unsafe handle else { return }
            unsafe UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_tcp_t.self).deallocate()
        }
        loop.sockets.remove(id)
        owner?.closed()
        owner = nil
    }
}

extension EventLoop {
    /// Copies what was just read to `input`.
    fileprivate func take(_ count: Int) {
        input.removeAll(keepingCapacity: true)
        unsafe input.append(contentsOf: readBuffer[..<count])
    }
}
