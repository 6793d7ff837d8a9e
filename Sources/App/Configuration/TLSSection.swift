import JSON
import Platform
import TOML

/// `[server.tls]`
struct TLSSection {
    /// `nil` when the table is not there, or lacks what it needs.
    let settings: TLSSettings?
    private let table: TOMLTable
    private let hosts: [HostSection]

    init(_ table: TOMLTable) {
        self.table = table
        guard table.isPresent else {
            settings = nil
            hosts = []
            return
        }
        let identity = TLSSettings.Identity(reading: table)
        let minimum: TLSSettings.Version? = table["min_version"]
        let authorities: String? = table["client_ca"]
        let authentication: TLSSettings.ClientAuthentication? = table["client_auth"]
        hosts = table["hosts"] ?? []
        if authentication != nil, authorities == nil {
            table.refuse(
                "client_auth",
                "'client_auth' needs 'client_ca', the authorities that client certificates come from"
            )
        }
        var settings = identity.map { TLSSettings($0) }
        settings?.minimum = minimum ?? .tls12
        settings?.clientAuthorities = authorities
        settings?.clientAuthentication = authentication ?? .required
        settings?.hosts = hosts.compactMap(\.host)
        self.settings = settings
        refuseTwice()
    }

    private func refuseTwice() {
        var seen: Set<TLSSettings.HostName> = []
        for host in hosts {
            for name in host.host?.names ?? [] where !seen.insert(name).inserted {
                host.table.refuse("names", "'\(name.text)' has a certificate already")
            }
        }
    }

    /// Notes what is wrong with the files.
    func note(_ problems: [TLSProblem]) {
        for problem in problems {
            let (table, key) = place(problem.place)
            if problem.isWarning {
                table.warn(key, problem.description)
            } else {
                table.refuse(key, problem.description)
            }
        }
    }

    private func place(_ place: TLSProblem.Place) -> (TOMLTable, String) {
        switch place {
        case .certificate(let host): (table(of: host), "certificate")
        case .key(let host): (table(of: host), "key")
        case .clientAuthorities: (table, "client_ca")
        case .library: (table, "certificate")
        }
    }

    private func table(of host: Int?) -> TOMLTable {
        let complete = hosts.filter { $0.host != nil }
        return host.flatMap { complete.indices.contains($0) ? complete[$0].table : nil } ?? table
    }
}

/// `[[server.tls.hosts]]`
private struct HostSection: TOMLSection {
    let table: TOMLTable
    let host: TLSSettings.Host?

    init(_ table: TOMLTable) {
        self.table = table
        let names: [TLSSettings.HostName]? = table[required: "names"]
        let identity = TLSSettings.Identity(reading: table)
        if names?.isEmpty == true { table.refuse("names", "'names' must have one name at least") }
        host = names.flatMap { names in identity.map { TLSSettings.Host(names, $0) } }
    }
}

extension TLSSettings.Identity {
    fileprivate init?(reading table: TOMLTable) {
        let certificate: String? = table[required: "certificate"]
        let key: String? = table[required: "key"]
        guard let certificate, let key else { return nil }
        self.init(certificate: certificate, key: key)
    }
}

extension TLSSettings.HostName: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        guard let text = entry.string else { return nil }
        guard let name = Self(text) else {
            entry.refuse("must be the name of a host such as 'mcp.example.com', or '*.example.com'")
            return nil
        }
        self = name
    }
}

extension TLSSettings.Version: TOMLReadable {}
extension TLSSettings.ClientAuthentication: TOMLReadable {}

extension TLSSection {
    static var references: [SectionDescription] {
        [
            SectionDescription(
                "server.tls",
                "HTTPS instead of HTTP ([TLS](tls.md)); files are PEM",
                identity("/etc/mcp-forge/tls") + [
                    .key(
                        "min_version",
                        .words(of: TLSSettings.Version.self),
                        "1.2",
                        "the oldest version of TLS that is spoken"
                    ),
                    .key(
                        "client_ca",
                        .string,
                        .unset,
                        "file of the authorities that certificates of clients come from; without it clients are asked for none",
                        example: "/etc/mcp-forge/clients.crt"
                    ),
                    .key(
                        "client_auth",
                        .words(of: TLSSettings.ClientAuthentication.self),
                        "required",
                        "whether there is a connection without a client certificate; one that is shown must be good in either case"
                    ),
                ]
            ),
            SectionDescription(
                "server.tls.hosts[]",
                "a certificate for clients that ask for a name (SNI); anybody else sees the one of `[server.tls]`",
                [
                    .key(
                        "names",
                        .list(.string),
                        .required,
                        "`mcp.example.com`, or `*.example.com` for any one label",
                        example: ["mcp.example.com", "*.mcp.example.com"]
                    )
                ] + identity("/etc/mcp-forge/example")
            ),
        ]
    }

    private static func identity(_ example: String) -> [KeyDescription] {
        [
            .key(
                "certificate",
                .string,
                .required,
                "file of the server's certificate, and behind it those that lead to its authority",
                example: .string("\(example).crt")
            ),
            .key("key", .string, .required, "file of its key, not encrypted", example: .string("\(example).key")),
        ]
    }
}
