import Auth
import HTTP
import Platform
import TOML

extension Configuration {
    /// Why a server that listens as this says would be open to everybody; `nil` when it would not.
    /// To be asked again when the command line has changed the address.
    public var exposure: String? {
        guard !allowsAnonymous, jwt == .disabled, !server.isLoopback else { return nil }
        return "listening on \(server.host), beyond this machine, without authentication needs allow_anonymous = true"
    }

    /// Which web pages may call, from every list that names some.
    public var effectiveHosts: HostsSettings {
        var hosts = hosts
        let pages = cors?.allowOrigins ?? []
        hosts.allowedOrigins += pages.filter { $0 != "*" && !hosts.allowedOrigins.contains($0) }
        // Without tokens the origin is all that keeps a page from elsewhere out.
        hosts.allowsEveryOrigin = pages.contains("*") && jwt != .disabled
        return hosts
    }

    /// Which web pages may read answers; `nil` when none may. A page that may call may read.
    public var effectiveCORS: CORSSettings? {
        guard cors != nil || !hosts.allowedOrigins.isEmpty else { return nil }
        var settings = cors ?? CORSSettings()
        settings.allowOrigins += hosts.allowedOrigins.filter { !settings.allowOrigins.contains($0) }
        return settings
    }

    func warnOfUnknownName(in root: TOMLTable) {
        guard !server.isLoopback, hosts.publicURL == nil, hosts.allowedHosts.isEmpty, !root.isPartial else { return }
        root.table("server").table("transport").table("http").warn(
            "host",
            "clients can name this server by address only: it has no public_url and no allowed_hosts",
            suggestion: "write public_url = \"https://…\" below it"
        )
    }

    func refuseExposure(in root: TOMLTable) {
        guard let exposure, !root.isPartial else { return }
        root.table("server").table("transport").table("http").refuse(
            "host",
            exposure,
            suggestion: "write 127.0.0.1, or allow_anonymous = true below it"
        )
    }
}
