internal import COpenSSL

/// A certificate with those behind it, and the key that it belongs to, read from their files.
struct LoadedIdentity {
    private let certificates: Certificates
    private let key: PrivateKey
    private let names: TLSSettings.Identity
    private let host: Int?
    /// The time in which the certificate is valid has not come, or has passed.
    let warning: TLSProblem?

    /// - Parameter host: which of the hosts; `nil` for the default.
    init(_ names: TLSSettings.Identity, host: Int?) throws(TLSProblem) {
        self.names = names
        self.host = host
        certificates = try PEMFile(names.certificate, at: .certificate(host: host))
            .certificates(at: .certificate(host: host))
        key = try PEMFile(names.key, at: .key(host: host)).key(at: .key(host: host))
        let flaw: String? =
            switch unsafe copenssl_validity(certificates.first) {
            case 0: nil
            case 1: "the certificate has expired: clients will refuse it"
            default: "the certificate is not valid yet: clients will refuse it"
            }
        warning = flaw.map { TLSProblem(.certificate(host: host), "\(names.certificate): \($0)", isWarning: true) }
    }

    /// Makes `server` show the certificate.
    func install(in server: OpaquePointer) throws(TLSProblem) {
        guard unsafe copenssl_use(server, certificates.all) == 1 else {
            throw TLSProblem(.certificate(host: host), "\(names.certificate): OpenSSL says: \(TLSReason.last)")
        }
        guard unsafe X509_check_private_key(certificates.first, key.key) == 1,
            unsafe SSL_CTX_use_PrivateKey(server, key.key) == 1
        else {
            ERR_clear_error()
            throw TLSProblem(.key(host: host), "\(names.key): the key does not belong to \(names.certificate)")
        }
    }
}
