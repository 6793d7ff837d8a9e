internal import CUV
internal import Glibc

/// Asks a server on this machine whether it is well, for images without a shell and without a client.
public enum HealthProbe {
    public enum Answer: Sendable, Equatable {
        /// The status code of the answer.
        case status(Int)
        /// Nobody answered, or not in HTTP.
        case none(String)
    }

    /// Sends `GET /health` to `port` at `host` and reads the status. Waits for `patience` seconds at most; blocks.
    ///
    /// A host that means every address is asked on loopback.
    ///
    /// - Parameters:
    ///   - socket: a path that is asked instead of `host` and `port`.
    ///   - tls: with it the server is asked over TLS, and must show the default certificate of these settings
    ///     or one for the same names.
    public static func ask(
        host: String,
        port: Int,
        socket path: String? = nil,
        tls: TLSSettings? = nil,
        patience: Int = 5
    ) -> Answer {
        let host = ["0.0.0.0": "127.0.0.1", "::": "::1"][host, default: host]
        guard let address = Address(host, port, path) else { return .none("'\(path ?? host)' is no address") }
        let descriptor = socket(address.family, cuv_sock_stream(), 0)
        guard descriptor >= 0 else { return .none(SystemError.text(errno)) }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            unsafe setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        guard address.connect(descriptor) else { return .none(SystemError.text(errno)) }
        let authority = host.contains(":") ? "[\(host)]" : host
        let name = path == nil ? "\(authority):\(port)" : "localhost"
        let request = "GET /health HTTP/1.1\r\nHost: \(name)\r\nConnection: close\r\n\r\n"
        if let tls { return answer(to: Array(request.utf8), through: descriptor, showing: tls.identity.certificate) }
        Descriptor.send(Array(request.utf8), to: descriptor)
        return answer { Descriptor.receive(from: descriptor, into: &$0) }
    }

    private static func answer(
        to request: [UInt8],
        through descriptor: Int32,
        showing certificate: String
    ) -> Answer {
        guard let probe = TLSProbe(descriptor) else { return .none("no TLS handshake: \(TLSReason.last)") }
        do throws(TLSProblem) {
            guard try probe.peerShows(certificate) else { return .none("it shows a certificate for other names") }
        } catch {
            return .none(error.description)
        }
        probe.send(request)
        return answer { probe.receive(into: &$0) }
    }

    private static func answer(reading receive: (inout [UInt8]) -> Int) -> Answer {
        var head: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1024)
        while head.count < Self.statusLine.count {
            let count = receive(&buffer)
            guard count > 0 else { return .none("no answer") }
            head.append(contentsOf: buffer[..<count])
        }
        let text = String(decoding: head.prefix(Self.statusLine.count), as: UTF8.self)
        guard text.hasPrefix("HTTP/1.1 "), let status = Int(text.dropFirst(9)) else { return .none("not HTTP") }
        return .status(status)
    }

    private enum Address {
        case network(sockaddr_storage, socklen_t)
        case file(UnixAddress)

        init?(_ host: String, _ port: Int, _ path: String?) {
            if let path {
                guard let address = UnixAddress(path) else { return nil }
                self = .file(address)
            } else {
                guard let (address, length) = SocketAddress.make(host: host, port: port) else { return nil }
                self = .network(address, length)
            }
        }

        var family: Int32 {
            switch self {
            case .network(let address, _): Int32(address.ss_family)
            case .file: AF_UNIX
            }
        }

        func connect(_ descriptor: Int32) -> Bool {
            switch self {
            case .file(let address): return address.connect(descriptor)
            case .network(var address, let length):
                return unsafe withUnsafePointer(to: &address) { address in
                    unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        unsafe Glibc.connect(descriptor, $0, length) == 0
                    }
                }
            }
        }
    }

    private static let statusLine = Array("HTTP/1.1 200".utf8)
}
