internal import CUV
import Glibc

@testable import Platform

/// A server's cipher on one end of a pair of sockets, and a client on a thread of its own at the other.
final class TLSPair {
    let session: TLSSession
    private let server: Int32
    private let client: Int32
    private let thread: SystemThread

    /// - Parameter talk: what the client does once it has a socket.
    init(_ identity: TLSSettings.Identity, _ talk: @escaping @Sendable (_ socket: Int32) -> Void) throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        guard unsafe socketpair(AF_UNIX, cuv_sock_stream(), 0, &ends) == 0,
            let session = TLSSession(try TLSContext(TLSSettings(identity)), TLSWire())
        else { throw FileError.last }
        self.session = session
        let other = ends[1]
        (server, client) = (ends[0], other)
        thread = SystemThread { talk(other) }
    }

    deinit {
        close(server)
        thread.join()
        close(client)
    }

    /// Opens what the client sends until `isEnough`, or until nothing more can come; what it was, and how it went.
    func read(until isEnough: (_ plain: [UInt8]) -> Bool) -> (plain: [UInt8], input: TLSSession.Input) {
        var (plain, result) = ([UInt8](), TLSSession.Input.open)
        while !isEnough(plain), result == .open, let bytes = receive() {
            var reply: [UInt8] = []
            result = session.open(bytes, into: &plain, reply: &reply)
            send(reply)
        }
        return (plain, result)
    }

    /// The next bytes as they are on the wire; `nil` at the end.
    private func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(server, $0.baseAddress, $0.count, 0) }
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    func send(_ bytes: [UInt8]) { _ = Descriptor.writeAll(bytes, to: server) }

    /// Says that nothing more comes.
    func end() { shutdown(server, Int32(SHUT_WR)) }
}

/// What a test of such a pair begins with: the certificate of a server, and somewhere to write down what its client saw.
struct TLSFixture {
    let files: TestCertificates
    let identity: TLSSettings.Identity
    let events = Events()

    init() throws {
        files = try TestCertificates()
        identity = files.make("localhost")
    }

    func pair(_ talk: @escaping @Sendable (_ socket: Int32) -> Void) throws -> TLSPair { try TLSPair(identity, talk) }
}
