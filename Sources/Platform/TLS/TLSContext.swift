internal import COpenSSL

/// What every connection of a server shares: certificates, keys, authorities, rules and the keys of tickets.
/// Never changed: a reload makes another one.
@safe final class TLSContext: @unchecked Sendable {
    /// What is odd, and no reason not to serve.
    let warnings: [TLSProblem]
    fileprivate let names: HostNames
    fileprivate let tickets = TicketKeys()
    /// The default, and one for each host.
    private var servers: [Server] = []

    /// One certificate with all the rules around it.
    @safe private final class Server {
        let context: OpaquePointer

        init(_ context: OpaquePointer) { unsafe self.context = context }
        deinit { unsafe SSL_CTX_free(context) }
    }

    /// Reads every file that `settings` names.
    init(_ settings: TLSSettings) throws(TLSProblem) {
        names = HostNames(settings.hosts)
        var warnings: [TLSProblem] = []
        var loaded: [LoadedIdentity] = []
        for (index, identity) in settings.identities.enumerated() {
            let identity = try LoadedIdentity(identity, host: index == 0 ? nil : index - 1)
            if let warning = identity.warning { warnings.append(warning) }
            loaded.append(identity)
        }
        self.warnings = warnings
        let authorities = try settings.clientAuthorities.map { path throws(TLSProblem) in
            try PEMFile(path, at: .clientAuthorities).certificates(at: .clientAuthorities)
        }
        // Sessions are bound to this context: what another one has accepted, this one looks at anew.
        let sessions = TicketKeys.Key().name
        for identity in loaded {
            let server = try self.server(settings.minimum, sessions)
            servers.append(server)
            unsafe try identity.install(in: server.context)
            guard let authorities else { continue }
            let isRequired: Int32 = settings.clientAuthentication == .required ? 1 : 0
            guard unsafe copenssl_ask_clients(server.context, authorities.all, isRequired) == 1 else {
                throw TLSProblem(.clientAuthorities, "OpenSSL does not take the authorities: \(TLSReason.last)")
            }
        }
    }

    private func server(_ minimum: TLSSettings.Version, _ sessions: [UInt8]) throws(TLSProblem) -> Server {
        let server = unsafe copenssl_server(
            minimum == .tls13 ? 1 : 0,
            sessions,
            UInt32(sessions.count),
            chooseHost,
            Unmanaged.passUnretained(self).toOpaque(),
            useTicketKey
        )
        guard let server = unsafe server else { throw TLSProblem(.library, "OpenSSL: \(TLSReason.last)") }
        return unsafe Server(server)
    }

    /// The server that a connection begins with; lives as long as this.
    var server: OpaquePointer { unsafe servers[0].context }

    fileprivate func server(for name: String) -> OpaquePointer? {
        guard let index = names.index(of: name) else { return nil }
        return unsafe servers[index + 1].context
    }

    /// What is wrong with the files of `settings`, and what is odd.
    static func problems(of settings: TLSSettings) -> [TLSProblem] {
        do throws(TLSProblem) { return try TLSContext(settings).warnings } catch { return [error] }
    }
}

/// What OpenSSL says of its last failure.
enum TLSReason {
    static var last: String { unsafe copenssl_reason().map { unsafe String(cString: $0) } ?? "it gives no reason" }
}

/// Called within a handshake: shows the certificate of the host that the client names.
private func chooseHost(_ ssl: OpaquePointer?, _: UnsafeMutablePointer<Int32>?, _ owner: UnsafeMutableRawPointer?)
    -> Int32
{
    guard let name = unsafe SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name), let owner = unsafe owner else {
        return SSL_TLSEXT_ERR_NOACK
    }
    let context = unsafe Unmanaged<TLSContext>.fromOpaque(owner).takeUnretainedValue()
    guard let server = unsafe context.server(for: String(cString: name)) else { return SSL_TLSEXT_ERR_NOACK }
    unsafe SSL_set_SSL_CTX(ssl, server)
    return SSL_TLSEXT_ERR_OK
}

/// Called within a handshake: makes ready to seal a ticket, or to open one.
private func useTicketKey(
    _ ssl: OpaquePointer?,
    _ name: UnsafeMutablePointer<UInt8>?,
    _ iv: UnsafeMutablePointer<UInt8>?,
    _ cipher: OpaquePointer?,
    _ mac: OpaquePointer?,
    _ seals: Int32
) -> Int32 {
    guard let owner = unsafe copenssl_owner(ssl), let name = unsafe name else { return -1 }
    let context = unsafe Unmanaged<TLSContext>.fromOpaque(owner).takeUnretainedValue()
    if seals == 1 {
        var key = context.tickets.current()
        for (index, byte) in key.name.enumerated() { unsafe name[index] = byte }
        return unsafe copenssl_prepare_ticket(&key.bytes, iv, cipher, mac, 1)
    }
    let named = unsafe Array(UnsafeBufferPointer(start: name, count: 16))
    // Without the key the ticket is ignored, and the handshake is a whole one.
    guard let (found, isOld) = context.tickets.key(named: named) else { return 0 }
    var key = found
    guard unsafe copenssl_prepare_ticket(&key.bytes, iv, cipher, mac, 0) == 1 else { return -1 }
    return isOld ? 2 : 1
}
