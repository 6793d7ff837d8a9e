internal import CUV
internal import Glibc

/// Addresses of sockets, as text and back.
enum SocketAddress {
    /// The address without its port; an IPv4 address in IPv6 clothes as IPv4. Whoever comes through a socket in the file
    /// system is on this machine, and counts as loopback.
    static func text(_ address: sockaddr_storage) -> String {
        var address = address
        let family = Int32(address.ss_family)
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let count = buffer.count
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe buffer.withUnsafeMutableBufferPointer { buffer -> String in
                let status: Int32
                switch family {
                case AF_INET:
                    status = unsafe pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                        unsafe uv_ip4_name($0, buffer.baseAddress, count)
                    }
                case AF_INET6:
                    status = unsafe pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                        unsafe uv_ip6_name($0, buffer.baseAddress, count)
                    }
                case AF_UNIX: return "127.0.0.1"
                default: return "unknown"
                }
                guard status == 0, let base = buffer.baseAddress else { return "unknown" }
                let text = unsafe String(cString: base)
                return text.hasPrefix("::ffff:") && text.contains(".") ? String(text.dropFirst(7)) : text
            }
        }
    }

    /// The socket address of `host`, an IPv4 or IPv6 address or `localhost`, and its length.
    static func make(host: String, port: Int) -> (address: sockaddr_storage, length: socklen_t)? {
        let name = host == "localhost" ? "127.0.0.1" : host
        var storage = sockaddr_storage()
        let length: Int? = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            let four = unsafe pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                unsafe uv_ip4_addr(name, Int32(port), $0)
            }
            if four == 0 { return MemoryLayout<sockaddr_in>.size }
            let six = unsafe pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                unsafe uv_ip6_addr(name, Int32(port), $0)
            }
            return six == 0 ? MemoryLayout<sockaddr_in6>.size : nil
        }
        guard let length else { return nil }
        return (storage, socklen_t(length))
    }

    /// The port of `address`.
    static func port(_ address: sockaddr_storage) -> Int {
        var address = address
        let family = Int32(address.ss_family)
        return unsafe withUnsafePointer(to: &address) { pointer in
            switch family {
            case AF_INET:
                unsafe pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    Int(unsafe UInt16(bigEndian: $0.pointee.sin_port))
                }
            default:
                unsafe pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                    Int(unsafe UInt16(bigEndian: $0.pointee.sin6_port))
                }
            }
        }
    }
}
