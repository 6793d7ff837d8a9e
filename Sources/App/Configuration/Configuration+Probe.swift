import Platform

extension Configuration {
    /// Whom `healthcheck` asks, and how: the server, or the listener for the operator where the server talks only to
    /// clients that show a certificate, or to proxies. `nil` when there is nobody to ask.
    var probed: (server: HTTPServerSettings, tls: TLSSettings?)? {
        guard tls?.isForCertifiedClientsOnly == true || server.proxyProtocol != nil else { return (server, tls) }
        return management.map { ($0.server, nil) }
    }
}
