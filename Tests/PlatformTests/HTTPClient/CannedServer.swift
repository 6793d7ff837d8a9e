import Glibc
import HTTP
import Synchronization
import Telemetry
import Testing

@testable import Platform

/// A listener on an address of loopback that writes down what it receives, and gives canned answers.
final class CannedServer: Sendable {
    typealias Answer = @Sendable (_ request: String) -> [UInt8]?
    private let descriptor: Int32
    let port: Int
    /// One element for each request that has come whole.
    let arrivals: AsyncStream<Void>
    private let arrived: AsyncStream<Void>.Continuation
    private let seen = Mutex<(connections: Int, requests: [String])>((0, []))

    /// - Parameter answer: the bytes to send; `nil` leaves the client waiting.
    init(on address: String = "127.0.0.1", port: Int = 0, _ answer: @escaping Answer = { _ in nil }) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        (arrivals, arrived) = AsyncStream.makeStream()
        var on: Int32 = 1
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = in_port_t(port).bigEndian
        name.sin_addr.s_addr = unsafe inet_addr(address)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard unsafe bind(descriptor, pointer, length) == 0, listen(descriptor, 16) == 0 else {
                    return Int32(-1)
                }
                return unsafe getsockname(descriptor, pointer, &length)
            }
        }
        guard status == 0 else { throw Unbound() }
        self.port = Int(in_port_t(bigEndian: name.sin_port))
        _ = SystemThread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                // Closed here and not by whoever ends the server, so that no other socket has this number meanwhile.
                guard connection >= 0 else { return _ = close(descriptor) }
                self?.seen.withLock { $0.connections += 1 }
                _ = SystemThread { [weak self] in CannedServer.serve(connection, self, answer) }
            }
        }
    }

    deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

    struct Unbound: Error {}

    /// Ends `arrivals`.
    func expectNothing() { arrived.finish() }

    var connections: Int { seen.withLock { $0.connections } }
    var requests: [String] { seen.withLock { $0.requests } }

    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    private static func serve(_ connection: Int32, _ server: CannedServer?, _ answer: Answer) {
        defer { close(connection) }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(connection, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { return }
            received += buffer[..<count]
            let text = String(decoding: received, as: UTF8.self)
            guard isWhole(text) else { continue }
            received = []
            server?.seen.withLock { $0.requests.append(text) }
            server?.arrived.yield()
            guard let bytes = answer(text) else { continue }
            unsafe bytes.withUnsafeBytes { _ = unsafe send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if text.contains("/close") { return }
        }
    }

    private static func isWhole(_ text: String) -> Bool {
        guard let end = text.range(of: "\r\n\r\n") else { return false }
        let length = text[..<end.lowerBound].split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("content-length:")
        }
        .flatMap { Int($0.dropFirst(15).trimmed) }
        return text[end.upperBound...].utf8.count >= length ?? 0
    }
}

extension StringProtocol {
    fileprivate var trimmed: String { String(filter { $0 != " " }) }
    /// The first place of `needle`.
    fileprivate func range(of needle: String) -> Range<String.Index>? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(needle) { return index..<self.index(index, offsetBy: needle.count) }
            index = self.index(after: index)
        }
        return nil
    }
}

/// An answer with `Content-Length`.
func canned(_ status: String, _ fields: [String] = [], _ body: String = "") -> [UInt8] {
    let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + fields
    return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
}

extension HTTPURL {
    static func of(_ text: String) throws -> HTTPURL { try #require(HTTPURL(text)) }
}

extension CurlClient {
    /// One that tells nobody anything.
    static func silent(_ change: (inout OutboundSettings) -> Void = { _ in }) -> CurlClient {
        var settings = OutboundSettings()
        change(&settings)
        return CurlClient(settings, log: .silent)
    }
}
