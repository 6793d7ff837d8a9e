internal import COpenSSL
internal import Glibc

/// The client's side of a connection to this machine's own server, over a socket that blocks.
@safe final class TLSProbe {
    private let ssl: OpaquePointer

    /// Handshakes with whoever is at the other end of `descriptor`; `nil` when that fails.
    init?(_ descriptor: Int32) {
        // OpenSSL writes to a socket as to a file.
        signal(SIGPIPE, SIG_IGN)
        guard let ssl = unsafe copenssl_connect(descriptor) else { return nil }
        unsafe self.ssl = ssl
    }

    deinit { unsafe SSL_free(ssl) }

    /// Whether the other end shows the certificate of the file at `path`, or another for the same names: the file may
    /// have been renewed a moment ago.
    func peerShows(_ path: String) throws(TLSProblem) -> Bool {
        let place = TLSProblem.Place.certificate(host: nil)
        let expected = try PEMFile(path, at: place).certificates(at: place)
        guard let shown = unsafe SSL_get0_peer_certificate(ssl) else { return false }
        return unsafe copenssl_same_names(shown, expected.first) == 1
    }

    func send(_ bytes: [UInt8]) {
        _ = unsafe bytes.withUnsafeBytes { unsafe SSL_write(ssl, $0.baseAddress, Int32($0.count)) }
    }

    /// How many bytes; 0 at the end, or when time is up.
    func receive(into buffer: inout [UInt8]) -> Int {
        unsafe buffer.withUnsafeMutableBytes { max(0, Int(unsafe SSL_read(ssl, $0.baseAddress, Int32($0.count)))) }
    }
}
