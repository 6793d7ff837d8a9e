public import HTTP

/// What a server needs to hand clients something that comes back unchanged, and not too late.
public struct Sealing: Sendable {
    let sealer: any Sealer
    /// Seconds since 1970 began, the same on every replica.
    let now: @Sendable () -> Int

    public init(_ sealer: any Sealer, secondsSince1970 now: @escaping @Sendable () -> Int) {
        self.sealer = sealer
        self.now = now
    }
}
