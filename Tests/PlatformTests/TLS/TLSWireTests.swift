internal import COpenSSL
import Testing

@testable import Platform

@Suite struct TLSWireTests {
    private let wire = TLSWire()

    @Test func `what is read comes from the bytes that are lent, and from no others`() {
        #expect(wire.isUsedUp)
        wire.reading([1, 2, 3]) {
            #expect(!wire.isUsedUp && read(2) == [1, 2] && !wire.isUsedUp)
            #expect(read(2) == [3] && wire.isUsedUp && read(2) == nil)
        }
        wire.reading([4, 5]) {}
        #expect(wire.isUsedUp && read(2) == nil)
    }

    @Test func `what is written is taken once, in order`() {
        for count in [1, 10, 100_000] { write([UInt8](repeating: UInt8(truncatingIfNeeded: count), count: count)) }
        var bytes: [UInt8] = [9]
        wire.takeOutput(into: &bytes)
        #expect(bytes.count == 100_012 && bytes.prefix(3) == [9, 1, 10] && bytes.last == 160)
        wire.takeOutput(into: &bytes)
        #expect(bytes.count == 100_012)
    }

    private func bio() -> OpaquePointer? {
        let bio = unsafe BIO_new(TLSWire.method)
        unsafe BIO_set_data(bio, wire.wire)
        unsafe BIO_set_init(bio, 1)
        return unsafe bio
    }

    private func read(_ limit: Int) -> [UInt8]? {
        let bio = unsafe bio()
        defer { unsafe BIO_free(bio) }
        var room = [UInt8](repeating: 0, count: limit)
        let count = unsafe room.withUnsafeMutableBytes { unsafe BIO_read(bio, $0.baseAddress, Int32($0.count)) }
        return count > 0 ? Array(room[..<Int(count)]) : nil
    }

    private func write(_ bytes: [UInt8]) {
        let bio = unsafe bio()
        defer { unsafe BIO_free(bio) }
        _ = unsafe bytes.withUnsafeBytes { unsafe BIO_write(bio, $0.baseAddress, Int32($0.count)) }
    }
}
