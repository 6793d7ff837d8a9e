internal import HTTP
private import Synchronization

/// The keys of issuers, for whoever comes next and trusts the same ones: nobody is asked again because something else has
/// changed.
public final class KeptKeys: Sendable {
    struct Name: Sendable, Hashable {
        let issuer: String
        /// `nil`: the issuer's metadata says it.
        let place: String?
        let interval: Duration
    }
    private let sets = Mutex<[Name: KeySet]>([:])

    public init() {}

    /// The keys that `earlier` has under this name, or new ones. Whatever is not asked for again is forgotten with
    /// `earlier`.
    func set(_ name: Name, after earlier: KeptKeys?, make: () -> KeySet) -> KeySet {
        let set = earlier?.sets.withLock { $0[name] } ?? make()
        sets.withLock { $0[name] = set }
        return set
    }
}
