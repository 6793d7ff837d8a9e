private import Synchronization

/// A number that only grows. Counting takes one atomic addition.
public final class Counter: Sendable {
    private let count = Atomic(0)

    public init() {}

    public func add(_ amount: Int = 1) { count.wrappingAdd(amount, ordering: .relaxed) }

    public var value: Int { count.load(ordering: .relaxed) }
}
