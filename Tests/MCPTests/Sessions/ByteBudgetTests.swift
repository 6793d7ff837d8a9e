import Testing

@testable import MCP

@Suite struct ByteBudgetTests {
    @Test func `what does not fit is not taken, and what is added counts all the same`() {
        let budget = ByteBudget()
        #expect(budget.take(6, limit: 10))
        #expect(!budget.take(5, limit: 10))
        budget.add(9)
        #expect(budget.count == 15)
        budget.giveBack(15)
        #expect(budget.take(10, limit: 10))
    }
}
