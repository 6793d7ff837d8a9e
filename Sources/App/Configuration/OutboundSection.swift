import JSON
import Platform
import TOML

/// `[outbound]`
extension OutboundSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        proxy = table["proxy"]
        trustedCertificates = table["ca_file"]
        requests = table["requests", in: 1...1024] ?? requests
        waiting = table["waiting", in: 0...100_000] ?? waiting
    }
}

extension OutboundSettings {
    /// Notes a file of certificates that would leave every other server untrusted: better now than at the first login.
    func refuseUnusableCertificates(
        in table: TOMLTable,
        _ readFile: (_ path: String) -> Result<[UInt8], FileError>
    ) {
        guard let path = trustedCertificates else { return }
        switch readFile(path) {
        case .failure(let error):
            table.refuse("ca_file", "'outbound.ca_file' cannot be read: \(error.reason)")
        case .success(let content) where !PEMText(content).hasCertificate:
            table.refuse(
                "ca_file",
                "'outbound.ca_file' names a file without a certificate",
                suggestion: "it needs -----BEGIN CERTIFICATE----- and what follows (PEM)"
            )
        case .success: break
        }
    }
}

extension OutboundSettings {
    static var reference: SectionDescription {
        SectionDescription(
            "outbound",
            "how other servers are asked: for keys, metadata and tokens",
            [
                .key(
                    "proxy",
                    .url,
                    .unset,
                    "asks through this proxy, which then has to keep requests from private addresses",
                    example: "http://proxy.example.com:3128"
                ),
                .key(
                    "ca_file",
                    .string,
                    .said("the system's"),
                    "certificates (PEM) that are trusted; looked at when the server starts",
                    example: "/etc/ssl/my-ca.pem"
                ),
                .key("requests", .integer(1, 1024), 32, "requests at once"),
                .key(
                    "waiting",
                    .integer(0, 100_000),
                    256,
                    "requests that wait for their turn; one more fails"
                ),
            ]
        )
    }
}
