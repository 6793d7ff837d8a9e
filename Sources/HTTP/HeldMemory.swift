/// Memory that counts against what a server may use, until this is let go of.
public final class HeldMemory: Sendable {
    private let giveBack: @Sendable () -> Void

    /// `giveBack` runs once, with the end of this.
    public init(_ giveBack: @escaping @Sendable () -> Void) { self.giveBack = giveBack }
    deinit { giveBack() }
}
