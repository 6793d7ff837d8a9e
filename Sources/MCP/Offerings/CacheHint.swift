/// How long, and for whom, a client may keep what it has read (2026-07-28, "Caching").
public struct CacheHint: Sendable, Hashable {
    public var time: Duration
    /// Whether one caller's answer may be handed to another.
    public var isPublic: Bool

    public init(_ time: Duration, isPublic: Bool = false) {
        self.time = time
        self.isPublic = isPublic
    }

    /// It changes with every look.
    public static let never = Self(.zero)
}
