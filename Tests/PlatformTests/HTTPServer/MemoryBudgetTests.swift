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

    @Test func `without a setting there is a limit all the same`() {
        #expect(MemoryBudget.default > 0)
    }
}
