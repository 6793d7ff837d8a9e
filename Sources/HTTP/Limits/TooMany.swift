internal import JSON

extension HTTPResponse {
    /// 429 with `Retry-After`, and the fields that say which limit it was (RFC 6585 §4, draft-ietf-httpapi-ratelimit-headers).
    ///
    /// - Parameter name: of the limit: `principal`, `global`, `tool` or `failures`.
    public static func tooMany(_ decision: LimitDecision, _ policy: LimitPolicy, _ name: String) -> Self {
        var response = Self.json(["detail": "Rate limit exceeded"], .tooManyRequests)
        let wait = decision.wait.wholeSeconds
        response.fields[.retryAfter] = "\(wait)"
        response.fields[.rateLimit] = "\"\(name)\";r=\(decision.remaining);t=\(wait)"
        response.fields[.rateLimitPolicy] = "\"\(name)\";q=\(policy.quota);w=\(policy.window)"
        return response
    }
}

extension HTTPFieldName {
    static let rateLimit: Self = "RateLimit"
    static let rateLimitPolicy: Self = "RateLimit-Policy"
}
