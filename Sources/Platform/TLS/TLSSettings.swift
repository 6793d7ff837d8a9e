/// `[server.tls]`: what the server shows, and what it asks of its clients.
public struct TLSSettings: Sendable, Equatable {
    /// For clients that name no host, or one that is none of `hosts`.
    public var identity: Identity
    public var hosts: [Host] = []
    public var minimum = Version.tls12
    /// PEM file of the authorities that client certificates come from; `nil` asks for none.
    public var clientAuthorities: String?
    public var clientAuthentication = ClientAuthentication.required

    public init(_ identity: Identity) { self.identity = identity }

    /// Two PEM files.
    public struct Identity: Sendable, Equatable {
        /// The server's own certificate, and behind it those that lead to its authority.
        public var certificate: String
        public var key: String

        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Shown to clients that ask for one of `names` (RFC 6066 §3).
    public struct Host: Sendable, Equatable {
        public var names: [HostName]
        public var identity: Identity

        public init(_ names: [HostName], _ identity: Identity) {
            self.names = names
            self.identity = identity
        }
    }

    public enum Version: String, Sendable, CaseIterable {
        case tls12 = "1.2"
        case tls13 = "1.3"
    }

    public enum ClientAuthentication: String, Sendable, CaseIterable {
        /// Without a good certificate there is no connection.
        case required
        /// A client may have none; one that is shown must be good.
        case optional
    }

    /// Whether there is no connection without a client certificate.
    public var isForCertifiedClientsOnly: Bool { clientAuthorities != nil && clientAuthentication == .required }

    /// The certificate files that the settings name, the default first.
    var identities: [Identity] { [identity] + hosts.map(\.identity) }
}

extension TLSSettings {
    /// `mcp.example.com`, or `*.example.com` for any one label.
    public struct HostName: Sendable, Hashable {
        /// In lower case.
        public let text: String

        /// `nil` for what is no name of a host.
        public init?(_ text: String) {
            let labels = text.split(separator: ".", omittingEmptySubsequences: false)
            let isWildcard = labels.first == "*"
            guard text.utf8.count <= 253, labels.count > (isWildcard ? 2 : 0) else { return nil }
            guard labels.dropFirst(isWildcard ? 1 : 0).allSatisfy(Self.isLabel) else { return nil }
            self.text = text.lowercased()
        }

        private static func isLabel(_ label: Substring) -> Bool {
            1...63 ~= label.utf8.count
                && label.utf8.allSatisfy {
                    UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
                }
        }
    }
}
