internal import CUV
internal import Glibc

/// One listening socket for each loop, all on one port; the system spreads connections over them.
struct ListeningSockets {
    let descriptors: [Int32]
    let port: Int
    private let file: SocketFile?

    /// Where `settings` say.
    init(_ settings: HTTPServerSettings, count: Int) throws(HTTPServerError) {
        guard let socket = settings.socket else {
            self = try Self(host: settings.host, port: settings.port, count: count)
            return
        }
        let (descriptor, file) = try SocketFile.listen(socket, backlog: Self.backlog)
        let sockets = try Self(inherited: [descriptor], count: count)
        (descriptors, port) = (sockets.descriptors, 0)
        self.file = file
    }

    /// Takes the socket out of the file system, if it has a place there that is still its own.
    func remove() { file?.remove() }

    init(host: String, port: Int, count: Int) throws(HTTPServerError) {
        guard SocketAddress.make(host: host, port: port) != nil else { throw .noAddress(host) }
        // Sockets that share a port also share it with strangers, so first make sure that there are none.
        if port != 0 { close(try Self.bind(host, port, shared: false).descriptor) }
        let first = try Self.bind(host, port, shared: count > 1)
        var descriptors = [first.descriptor]
        for _ in 1..<max(1, count) {
            do throws(HTTPServerError) {
                descriptors.append(try Self.bind(host, first.port, shared: true).descriptor)
            } catch {
                for descriptor in descriptors { close(descriptor) }
                throw error
            }
        }
        // From here on the system takes connections, and keeps them until somebody accepts.
        for descriptor in descriptors where listen(descriptor, Self.backlog) != 0 {
            throw .cannotListen(SystemError.text(errno))
        }
        self.descriptors = descriptors
        self.port = first.port
        file = nil
    }

    /// Takes over sockets that listen already, a copy of them for each loop; every loop then hears of each connection,
    /// and one of them gets it.
    init(inherited: [Int32], count: Int) throws(HTTPServerError) {
        var descriptors: [Int32] = []
        var port = 0
        for index in 0..<max(count, inherited.count) {
            let original = inherited[index % inherited.count]
            guard let address = Self.listeningAddress(of: original) else {
                throw .cannotListen("descriptor \(original) is no listening socket")
            }
            if port == 0, Int32(address.ss_family) != AF_UNIX { port = SocketAddress.port(address) }
            descriptors.append(index < inherited.count ? original : fcntl(original, F_DUPFD_CLOEXEC, 3))
            guard descriptors[index] >= 0 else { throw .cannotListen(SystemError.text(errno)) }
            _ = fcntl(descriptors[index], F_SETFL, fcntl(descriptors[index], F_GETFL) | O_NONBLOCK)
        }
        self.descriptors = descriptors
        self.port = port
        file = nil
    }

    /// Where `descriptor` listens; `nil` when it is something else.
    private static func listeningAddress(of descriptor: Int32) -> sockaddr_storage? {
        var (listens, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0, listens == 1 else {
            return nil
        }
        var (address, length) = (sockaddr_storage(), socklen_t(MemoryLayout<sockaddr_storage>.size))
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        guard status == 0, [AF_INET, AF_INET6, AF_UNIX].contains(Int32(address.ss_family)) else { return nil }
        return address
    }

    private static func bind(
        _ host: String,
        _ port: Int,
        shared: Bool
    ) throws(HTTPServerError) -> (descriptor: Int32, port: Int) {
        guard var (address, length) = SocketAddress.make(host: host, port: port) else { throw .noAddress(host) }
        let descriptor = cuv_stream_socket(Int32(address.ss_family))
        guard descriptor >= 0 else { throw .cannotListen(SystemError.text(errno)) }
        setOption(descriptor, SO_REUSEADDR)
        // Whatever the system is set to, IPv4 comes in clothes of IPv6 here.
        if host == "::" { acceptBothFamilies(descriptor) }
        if shared { setOption(descriptor, SO_REUSEPORT) }
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard unsafe Glibc.bind(descriptor, pointer, length) == 0 else { return false }
                return unsafe getsockname(descriptor, pointer, &length) == 0
            }
        }
        guard bound else {
            let error = HTTPServerError.cannotBind(host: host, port: port, SystemError.text(errno))
            close(descriptor)
            throw error
        }
        return (descriptor, SocketAddress.port(address))
    }

    private static func setOption(_ descriptor: Int32, _ option: Int32) {
        var on: Int32 = 1
        unsafe setsockopt(descriptor, SOL_SOCKET, option, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func acceptBothFamilies(_ descriptor: Int32) {
        var off: Int32 = 0
        unsafe setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, socklen_t(MemoryLayout<Int32>.size))
    }

    private static let backlog: Int32 = 1024
}
