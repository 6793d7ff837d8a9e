import HTTP
import TOML

/// `[middleware.access_logs]`
extension AccessLogSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        excludedHeaders = table["excluded_headers"] ?? excludedHeaders
        redactedHeaders = table["redacted_headers"] ?? redactedHeaders
        showsBodies = table["bodies"] ?? showsBodies
        bodyLimit = table[bytes: "max_body_size", in: 0...1 << 20] ?? bodyLimit
        file = table["file"] ?? file
    }
}

/// `[middleware.cors]`
extension CORSSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        allowOrigins = table["allow_origins"].map { (origins: [CORSOrigin]) in origins.map(\.text) } ?? allowOrigins
        allowCredentials = table["allow_credentials"] ?? allowCredentials
        allowMethods = table["allow_methods"].map { (words: [Token]) in words.map(\.text) } ?? allowMethods
        allowHeaders = table["allow_headers"].map { (words: [Token]) in words.map(\.text) } ?? allowHeaders
        if allowCredentials, allowOrigins.contains("*") {
            allowCredentials = false
            table.warn(
                "allow_credentials",
                "credentials are off: they never go with the origin '*'",
                suggestion: "list the origins that may send them"
            )
        }
    }
}
