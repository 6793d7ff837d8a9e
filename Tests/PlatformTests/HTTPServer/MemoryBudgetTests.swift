import Testing

@testable import Platform

@Suite struct MemoryBudgetTests {
    @Test func `what does not fit is not taken`() {
        let budget = MemoryBudget(10)
        #expect(budget.take(6))
        #expect(!budget.take(5))
        #expect(budget.fits(4))
        #expect(!budget.fits(5))
        #expect(budget.take(4))
        budget.giveBack(10)
        #expect(budget.take(10))
    }

    @Test func `what spares the reserve leaves it to others`() {
        let budget = MemoryBudget(80)
        #expect(budget.reserve == 10)
        #expect(!budget.take(71, sparing: budget.reserve))
        #expect(budget.take(70, sparing: budget.reserve))
        #expect(!budget.fits(1, sparing: budget.reserve) && budget.fits(10))
        #expect(budget.take(10))
    }

    @Test func `once little is left of what was in use, it has fallen`() {
        let budget = MemoryBudget(100 << 20)
        budget.add(40 << 20)
        #expect(!budget.hasFallen())
        budget.giveBack(35 << 20)
        #expect(budget.hasFallen())
        #expect(!budget.hasFallen())
        _ = budget.take(1 << 20)
        budget.giveBack(6 << 20)
        #expect(!budget.hasFallen(), "a small peak is not worth it")
    }

    @Test func `without a setting there is a limit all the same`() {
        #expect(MemoryBudget.default > 0)
    }
}
