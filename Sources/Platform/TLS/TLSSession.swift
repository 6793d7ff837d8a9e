internal import COpenSSL
internal import HTTP

/// One connection's cipher: bytes in, bytes out. Knows no socket. Confined to the loop's thread.
@safe final class TLSSession {
    private let ssl: OpaquePointer
    private let wire: TLSWire
    /// Held for the callbacks.
    private let context: TLSContext
    /// Whether the handshake is over.
    private(set) var isEstablished = false
    /// Whether nothing has come yet.
    private(set) var isUntouched = true
    /// Whether nothing may be written any more.
    private var isOver = false
    /// When what the client has shown ends, seconds since 1970. A session that is resumed, and a connection that stays, look
    /// at it again: OpenSSL does so once, in a full handshake.
    var clientEnd: Int?

    /// Memory that a connection takes beside its buffers, bytes.
    static let cost = 16 << 10

    enum Input: Equatable {
        case open
        /// The peer has said that it will send no more.
        case ended
        case failed(String)
    }

    /// The server's side, before the handshake; `nil` when there is no memory.
    init?(_ context: TLSContext, _ wire: TLSWire) {
        self.context = context
        self.wire = wire
        let owner = unsafe Unmanaged.passUnretained(context).toOpaque()
        guard let ssl = unsafe copenssl_accept(context.server, TLSWire.method, wire.wire, owner) else { return nil }
        unsafe self.ssl = ssl
    }

    deinit { unsafe SSL_free(ssl) }

    /// Decrypts `bytes` to the end of `plain`; handshakes as needed. Afterwards `reply` holds what must be sent at once.
    func open(_ bytes: [UInt8], into plain: inout [UInt8], reply: inout [UInt8]) -> Input {
        isUntouched = false
        guard !isOver else { return .failed("the connection is over") }
        if let clientEnd, clientEnd <= WallClock.secondsSince1970 { return expire() }
        let result = wire.reading(bytes) { read(into: &plain) }
        wire.takeOutput(into: &reply)
        return result
    }

    private func read(into plain: inout [UInt8]) -> Input {
        copenssl_forget_errors()
        while true {
            let count = unsafe SSL_read(ssl, wire.room.baseAddress, Int32(wire.room.count))
            if !isEstablished, unsafe SSL_is_init_finished(ssl) == 1 {
                isEstablished = true
                clientEnd = unsafe SSL_get0_peer_certificate(ssl).map { unsafe Int(copenssl_end($0)) }
                if let clientEnd, clientEnd <= WallClock.secondsSince1970 { return expire() }
            }
            guard count <= 0 else {
                unsafe plain.append(contentsOf: wire.room[..<Int(count)])
                // The usual case: one record has come, and that was all. Part of the next may lie with OpenSSL already.
                if wire.isUsedUp, unsafe SSL_has_pending(ssl) == 0 { return .open }
                continue
            }
            switch unsafe SSL_get_error(ssl, count) {
            case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .open
            case SSL_ERROR_ZERO_RETURN: return .ended
            default:
                isOver = true
                return .failed(TLSReason.last)
            }
        }
    }

    private func expire() -> Input {
        isOver = true
        return .failed("the client's certificate has expired")
    }

    /// Encrypts `bytes` to the end of `sealed`.
    ///
    /// - Returns: `false` when that is not possible, and the connection is to be closed.
    func seal(_ bytes: [UInt8], into sealed: inout [UInt8]) -> Bool {
        guard isEstablished, !isOver else { return false }
        // Whatever fails here is the end, so nobody asks for the reason.
        let isSealed = unsafe bytes.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let count = unsafe min(wire.room.count, bytes.count - start)
                guard unsafe SSL_write(ssl, bytes.baseAddress.map { unsafe $0 + start }, Int32(count)) == count else {
                    return false
                }
                wire.takeOutput(into: &sealed)
                start += count
            }
            return true
        }
        if !isSealed { isOver = true }
        return isSealed
    }

    /// Says to the peer that nothing more comes (RFC 8446 §6.1): what must be sent for that. Once.
    func finish() -> [UInt8] {
        var bytes: [UInt8] = []
        guard isEstablished, !isOver else { return bytes }
        isOver = true
        copenssl_forget_errors()
        unsafe SSL_shutdown(ssl)
        wire.takeOutput(into: &bytes)
        return bytes
    }

    /// What has been agreed on, once established.
    var facts: TLSFacts {
        let version = unsafe String(cString: SSL_get_version(ssl))
        guard let certificate = unsafe SSL_get0_peer_certificate(ssl) else {
            return TLSFacts(version: version, client: nil)
        }
        return unsafe TLSFacts(version: version, client: ClientCertificate(certificate))
    }
}

extension ClientCertificate {
    fileprivate init(_ certificate: OpaquePointer) {
        var digest = [UInt8](repeating: 0, count: 32)
        _ = unsafe copenssl_fingerprint(certificate, &digest)
        var subject = [CChar](repeating: 0, count: 1024)
        let count = unsafe Int(copenssl_subject(certificate, &subject, Int32(subject.count)))
        self.init(
            subject: String(decoding: subject[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self),
            fingerprint: digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        )
    }
}
