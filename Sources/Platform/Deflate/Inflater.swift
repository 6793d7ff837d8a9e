internal import CZlib

/// Raw deflate back to plain bytes (RFC 1951). One message at a time; nothing is kept from one to the next.
@safe final class Inflater {
    private let stream: UnsafeMutablePointer<z_stream>

    enum Outcome: Equatable {
        case bytes([UInt8])
        /// More than the limit: what swells without end is not followed.
        case tooLong
        case corrupt
    }

    init?() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe czlib_inflate_init(stream) == Z_OK else { return nil }
    }

    /// Runs after an initializer that failed, too; zlib tells the difference.
    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The message that `compressed` is without the empty block at its end (RFC 7692 §7.2.2), of at most `limit` bytes.
    func inflate(_ compressed: [UInt8], limit: Int) -> Outcome {
        unsafe inflateReset(stream)
        var input = compressed + [0, 0, 0xff, 0xff]
        return unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe stream.pointee.next_in = input.baseAddress
            unsafe stream.pointee.avail_in = UInt32(clamping: input.count)
            return inflateAll(limit: limit)
        }
    }

    private func inflateAll(limit: Int) -> Outcome {
        var output: [UInt8] = []
        var part = [UInt8](repeating: 0, count: Self.partSize)
        while true {
            let (status, count) = unsafe part.withUnsafeMutableBufferPointer { part in
                unsafe stream.pointee.next_out = part.baseAddress
                unsafe stream.pointee.avail_out = UInt32(part.count)
                let status = unsafe CZlib.inflate(stream, Z_SYNC_FLUSH)
                return unsafe (status, part.count - Int(stream.pointee.avail_out))
            }
            guard output.count + count <= limit else { return .tooLong }
            output.append(contentsOf: part[..<count])
            switch status {
            case Z_OK, Z_BUF_ERROR:
                if unsafe stream.pointee.avail_in == 0, count < part.count { return .bytes(output) }
                if status == Z_BUF_ERROR { return .corrupt }
            case Z_STREAM_END:
                // A block may say that it is the last one; what follows starts anew (RFC 7692 §7.2.3.4).
                if unsafe stream.pointee.avail_in == 0 { return .bytes(output) }
                unsafe inflateReset(stream)
            default: return .corrupt
            }
        }
    }

    private static let partSize = 16 << 10
}
