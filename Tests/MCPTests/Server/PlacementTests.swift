import Testing

@testable import MCP

@Suite struct PlacementTests {
    private func serve(_ count: Int, on placement: Placement) -> Bool {
        (0..<count).reduce(false) { moved, _ in placement.ranOnPool(quickly: true) || moved }
    }

    @Test func `it goes to the pool once, and comes back after its term of quick calls`() {
        let placement = Placement(of: "tool x", on: .loop)
        #expect(!placement.isOnPool)
        #expect(placement.moveToPool() && !placement.moveToPool())
        #expect(!serve(Placement.firstTerm - 1, on: placement) && placement.isOnPool)
        #expect(serve(1, on: placement) && !placement.isOnPool)
    }

    @Test func `a slow call begins the term anew`() {
        let placement = Placement(of: "tool x", on: .loop)
        _ = placement.moveToPool()
        #expect(!serve(Placement.firstTerm - 1, on: placement))
        #expect(!placement.ranOnPool(quickly: false))
        #expect(!serve(Placement.firstTerm - 1, on: placement) && placement.isOnPool)
        #expect(serve(1, on: placement))
    }

    @Test func `each term is twice as long, up to the last`() {
        let placement = Placement(of: "tool x", on: .loop)
        var term = Placement.firstTerm
        for _ in 0..<12 {
            #expect(placement.moveToPool())
            #expect(!serve(term - 1, on: placement))
            #expect(serve(1, on: placement))
            term = min(term * 2, Placement.lastTerm)
        }
        #expect(term == Placement.lastTerm)
    }

    @Test func `what asked for the pool stays there`() {
        let placement = Placement(of: "tool x", on: .pool)
        #expect(placement.isOnPool && !placement.moveToPool())
        #expect(!serve(2 * Placement.firstTerm, on: placement) && placement.isOnPool)
    }

    @Test func `calls that end after it has come back count for nothing`() {
        let placement = Placement(of: "tool x", on: .loop)
        _ = placement.moveToPool()
        #expect(serve(Placement.firstTerm, on: placement))
        #expect(!serve(5, on: placement) && !placement.ranOnPool(quickly: false))
        #expect(placement.moveToPool() && !serve(2 * Placement.firstTerm - 1, on: placement))
        #expect(serve(1, on: placement))
    }
}
