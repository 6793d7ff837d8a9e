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
