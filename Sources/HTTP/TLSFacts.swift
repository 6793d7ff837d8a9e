/// What is known of a request that came through TLS of the server's own.
public final class TLSFacts: Sendable {
    /// `TLSv1.3`
    public let version: String
    /// What the client has shown and an authority of the server vouches for; `nil` for nothing.
    ///
    /// It says which machine is at the other end of the connection, never who is calling: that a token says.
    public let client: ClientCertificate?

    public init(version: String, client: ClientCertificate?) {
        self.version = version
        self.client = client
    }
}

/// A certificate that a client has proved to be its own.
public struct ClientCertificate: Sendable, Hashable {
    /// The distinguished name, such as `CN=agent,O=Example` (RFC 4514).
    public let subject: String
    /// SHA-256 of the certificate, 64 hexadecimal digits in lower case.
    public let fingerprint: String

    public init(subject: String, fingerprint: String) {
        self.subject = subject
        self.fingerprint = fingerprint
    }
}
