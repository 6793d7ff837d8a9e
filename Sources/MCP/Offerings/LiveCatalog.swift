internal import JSON
private import Synchronization

/// A catalog that may be replaced while it is being served. Clients that listen are told what has changed.
///
///     let live = LiveCatalog()
///     live.offer(try Catalog(tools: [Search(), Refresh(live)]))
public final class LiveCatalog: Sendable {
    /// Tells clients; also of resources whose content has changed: `changes.publish(.resource(uri: "file:///a"))`.
    public let changes = Changes()
    private let first: Offered
    private let hasChanged = Atomic(false)
    private let latest: Mutex<Offered>

    public init(_ catalog: Catalog = .empty) {
        first = Offered(catalog, after: nil)
        latest = Mutex(first)
    }

    /// Offers `catalog` from now on. Calls that run go on as they are, and what keeps its name keeps its counts.
    public func offer(_ catalog: Catalog) {
        let (old, new) = latest.withLock { latest in
            let old = latest
            latest = Offered(catalog.counting(on: old.catalog), after: old)
            return (old, latest)
        }
        hasChanged.store(true, ordering: .releasing)
        for change in new.changes(since: old) { changes.publish(change) }
    }

    /// Tells clients that listen to look at every list again: what each of them may use has changed.
    public func republish() { for change in [Changes.Change.tools, .resources, .prompts] { changes.publish(change) } }

    /// What is offered now. Costs nothing until something else has been offered.
    var offered: Offered {
        @inline(__always) get { hasChanged.load(ordering: .acquiring) ? latest.withLock { $0 } : first }
    }
}

/// A catalog, and what follows from it.
final class Offered: Sendable {
    let catalog: Catalog
    /// What is or once was in the catalog, and is answered for as long as the process runs: a list that has become
    /// empty is still a list.
    let hasTools, hasResources, hasPrompts: Bool
    let hasTemplates, hasMirroredArguments: Bool

    init(_ catalog: Catalog, after earlier: Offered?) {
        self.catalog = catalog
        hasTools = !catalog.tools.isEmpty || earlier?.hasTools ?? false
        hasResources = !catalog.resources.isEmpty || earlier?.hasResources ?? false
        hasPrompts = !catalog.prompts.isEmpty || earlier?.hasPrompts ?? false
        hasTemplates = catalog.resourceOffers.contains { $0.template != nil } || earlier?.hasTemplates ?? false
        hasMirroredArguments = catalog.toolOffers.contains { !$0.mirrored.isEmpty }
    }

    func tool(named name: String) -> ToolOffer? { catalog.tool(named: name) }

    var hasCompletion: Bool { hasPrompts || hasTemplates }

    /// The lists that clients would see differ.
    func changes(since old: Offered) -> [Changes.Change] {
        var changes: [Changes.Change] = []
        func add(_ change: Changes.Change, _ list: (Catalog) -> [Listing]) {
            let lists = [old.catalog, catalog].map { list($0).map { $0.json(for: .latest) } }
            if lists[0] != lists[1] { changes.append(change) }
        }
        add(.tools) { $0.toolOffers.map(\.listing) }
        add(.resources) { $0.resourceOffers.map(\.listing) }
        add(.prompts) { $0.promptOffers.map(\.listing) }
        return changes
    }
}
