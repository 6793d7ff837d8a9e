/// A limit, and how much of it is used just now.
public struct LimitUse: Sendable, Equatable {
    /// Its key in `config.toml`, such as `server.limits.connections`.
    public let name: String
    public let limit: Int
    /// `nil` where nothing adds up: a limit of each request, for example.
    public let use: Int?

    public init(_ name: String, _ limit: Int, use: Int? = nil) {
        self.name = name
        self.limit = limit
        self.use = use
    }
}
