import HTTP
import TOML

extension TOMLTable {
    /// Notes a URL that is asked without TLS beyond this machine: whoever is on the way reads what is sent, and answers as
    /// it likes.
    func warnOfPlainHTTP(_ url: HTTPURL?, at key: String) {
        guard let url, !url.isSecure, !url.isLoopback else { return }
        warn(
            key,
            "'\(key)' has no TLS: whoever is on the way to \(url.host) can answer in its place",
            suggestion: "write https://, unless nobody else is on that network"
        )
    }
}
