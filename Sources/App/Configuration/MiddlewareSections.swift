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

/// `[middleware.rate_limit]`: how often one client may call.
public struct RateLimitSettings: Sendable, Equatable {
    /// Tokens that flow into a client's bucket each minute.
    public var requestsPerMinute = 100
    /// What the bucket holds: requests at once.
    public var burst = 20
    /// Refused tokens of one address within `failureWindow`. One more is answered with 429.
    public var failures = 10
    public var failureWindow = Duration.seconds(60)
}

extension RateLimitSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        requestsPerMinute = table["requests_per_minute", in: 1...1_000_000] ?? requestsPerMinute
        burst = table["burst", in: 1...1_000_000] ?? burst
        failures = table["failures", in: 1...1_000_000] ?? failures
        failureWindow = table["failure_window", in: .seconds(1)...(.seconds(86_400))] ?? failureWindow
    }
}
