internal import Glibc

/// The address of a socket that has a path, or after `@` a name that is no path (unix(7)).
struct UnixAddress {
    private var address = sockaddr_un()
    private let length: socklen_t

    /// `nil` for a path that is too long.
    init?(_ path: String) {
        var bytes = Array(path.utf8)
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 } else { bytes.append(0) }
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in
            guard bytes.count <= room.count else { return false }
            unsafe room.copyBytes(from: bytes)
            return true
        }
        guard fits else { return nil }
        length = socklen_t(MemoryLayout<sockaddr_un>.size - MemoryLayout.size(ofValue: address.sun_path) + bytes.count)
    }

    /// Sends one datagram without waiting.
    func send(_ bytes: [UInt8], through descriptor: Int32) -> Bool {
        unsafe withSocketAddress { address, length in
            let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
            return unsafe bytes.withUnsafeBytes {
                unsafe sendto(descriptor, $0.baseAddress, $0.count, flags, address, length)
            } == bytes.count
        }
    }

    /// Gives `descriptor` this address.
    func bind(_ descriptor: Int32) -> Bool {
        unsafe withSocketAddress { unsafe Glibc.bind(descriptor, $0, $1) == 0 }
    }

    /// Connects `descriptor` to this address.
    func connect(_ descriptor: Int32) -> Bool {
        unsafe withSocketAddress { unsafe Glibc.connect(descriptor, $0, $1) == 0 }
    }

    private func withSocketAddress<Value>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value {
        var address = address
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, length) }
        }
    }
}
