internal import CZlib

/// Plain bytes to raw deflate (RFC 1951). One message at a time; nothing is kept from one to the next.
@safe final class Deflater {
    private let stream: UnsafeMutablePointer<z_stream>

    /// `windowBits`: the base-2 logarithm of the window, 9 to 15.
    init?(windowBits: Int) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard 9...15 ~= windowBits, unsafe czlib_deflate_init(stream, Int32(windowBits)) == Z_OK else { return nil }
    }

    /// Runs after an initializer that failed, too; zlib tells the difference.
    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// The message compressed, without the empty block at its end (RFC 7692 §7.2.1).
    func deflate(_ message: [UInt8]) -> [UInt8] {
        unsafe deflateReset(stream)
        var message = message
        var output = unsafe [UInt8](repeating: 0, count: Int(deflateBound(stream, UInt(message.count))) + 16)
        let left = unsafe message.withUnsafeMutableBufferPointer { message in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe stream.pointee.next_in = message.baseAddress
                unsafe stream.pointee.avail_in = UInt32(clamping: message.count)
                unsafe stream.pointee.next_out = output.baseAddress
                unsafe stream.pointee.avail_out = UInt32(clamping: output.count)
                unsafe CZlib.deflate(stream, Z_SYNC_FLUSH)
                return unsafe Int(stream.pointee.avail_out)
            }
        }
        output.removeLast(left)
        if output.suffix(4) == [0, 0, 0xff, 0xff] { output.removeLast(4) }
        return output
    }
}
