internal import COpenSSL

/// The buffers that all connections of one loop share while OpenSSL works on one of them: an idle connection has none.
/// Confined to the loop's thread.
@safe final class TLSWire {
    let wire: UnsafeMutablePointer<copenssl_wire>
    /// What one record holds at most, decrypted.
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 16)

    @safe private struct Method: @unchecked Sendable {
        /// Never changed, never freed.
        let pointer: OpaquePointer?
    }
    private static let shared = unsafe Method(pointer: copenssl_wire_method())
    static var method: OpaquePointer? { unsafe shared.pointer }

    init() {
        unsafe wire = .allocate(capacity: 1)
        unsafe wire.initialize(to: copenssl_wire())
    }

    deinit {
        unsafe free(wire.pointee.output)
        unsafe wire.deallocate()
        unsafe room.deallocate()
    }

    /// Moves what OpenSSL has written to the end of `bytes`.
    func takeOutput(into bytes: inout [UInt8]) {
        let count = unsafe wire.pointee.outputCount
        guard count > 0 else { return }
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: wire.pointee.output, count: count))
        unsafe wire.pointee.outputCount = 0
    }

    /// Whether OpenSSL has read all that there is.
    var isUsedUp: Bool { unsafe wire.pointee.inputCount == 0 }

    /// Runs `body` while OpenSSL reads from `bytes`.
    func reading<Value>(_ bytes: [UInt8], _ body: () -> Value) -> Value {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe wire.pointee.input = bytes.baseAddress
            unsafe wire.pointee.inputCount = bytes.count
            defer {
                unsafe wire.pointee.input = nil
                unsafe wire.pointee.inputCount = 0
            }
            return body()
        }
    }
}
