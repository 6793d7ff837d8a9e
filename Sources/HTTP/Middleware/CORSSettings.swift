/// `[middleware.cors]`: which web pages may call (Fetch standard, "CORS protocol").
public struct CORSSettings: Sendable, Equatable {
    /// Exact origins such as `https://app.example.com`, or `*` for all; `*` never goes with credentials.
    public var allowOrigins: [String] = []
    public var allowCredentials = false
    /// Method names, or `*`.
    public var allowMethods: [String] = ["*"]
    /// Header names, or `*`.
    public var allowHeaders: [String] = ["*"]

    public init() {}
}
