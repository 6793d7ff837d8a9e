internal import CUV
import Glibc

/// A blocking client of the server under test, byte for byte.
final class TestClient {
    private var descriptor: Int32

    /// Connects to `port` on loopback. Reads wait for `patience` seconds at most; the system keeps about `room` bytes
    /// that were not read.
    ///
    /// - Parameter host: the last byte of the address on loopback that the client comes from.
    init(_ port: Int, patience: Int = 15, room: Int32? = nil, from host: UInt8 = 1) throws {
        descriptor = socket(AF_INET, cuv_sock_stream(), 0)
        var patience = timeval(tv_sec: patience, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var room {
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
        }
        guard Self.bind(descriptor, host) else { throw Refused() }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Refused() }
    }

    private static func bind(_ descriptor: Int32, _ host: UInt8) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0000 | UInt32(host)).bigEndian
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    deinit { close(descriptor) }

    struct Refused: Error {}

    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// What comes until `text` has come, or nothing more does.
    func read(until text: String) -> String {
        var received = ""
        while !received.contains(text) {
            guard let more = readSome() else { break }
            received += more
        }
        return received
    }

    /// Everything until the server closes the connection.
    func readAll() -> String {
        var received = ""
        while let more = readSome() { received += more }
        return received
    }

    /// Whether the server closes the connection, and says nothing more before.
    func isClosed() -> Bool {
        // Where nothing came in time, there is nothing to hear.
        readBytes() == nil && hears(within: 0)
    }

    /// Whether something comes, or the end, within so many milliseconds.
    func hears(within milliseconds: Int32) -> Bool {
        var watch = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&watch, 1, milliseconds) > 0
    }

    /// Frames of a WebSocket until one of them is `opcode`, there are `count`, or nothing more comes.
    func frames(until opcode: UInt8, orCount count: Int = .max) -> [ServerFrame] {
        var received: [UInt8] = []
        while true {
            let frames = ServerFrame.all(in: received)
            guard frames.count < count, !frames.contains(where: { $0.opcode == opcode }), let more = readBytes() else {
                return frames
            }
            received += more
        }
    }

    /// The next bytes that come, of any number; `nil` at the end.
    func readPiece() -> Int? { readBytes()?.count }

    private func readSome() -> String? { readBytes().map { String(decoding: $0, as: UTF8.self) } }

    private func readBytes() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// Closes the connection with a reset, as a client that crashes does.
    func reset() {
        var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        close(descriptor)
        descriptor = -1
    }

    /// Says that no more will be sent.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }
}
