import Testing

@testable import MCP

@Suite struct SubscriptionBudgetTests {
    private var settings: SessionSettings {
        var settings = SessionSettings()
        settings.subscriptionMemory = 800
        settings.subscriptionSize = 50
        return settings
    }

    @Test func `one holder has an eighth, and all have the whole`() {
        let budget = SubscriptionBudget()
        #expect(budget.take(100, for: .principal("alice"), settings))
        #expect(!budget.take(1, for: .principal("alice"), settings))
        #expect(budget.take(100, for: .principal("bob"), settings))
        #expect(budget.take(600, for: nil, settings))
        #expect(!budget.take(1, for: .principal("carol"), settings) && budget.count == 800)
        budget.giveBack(100, for: .principal("alice"))
        #expect(budget.take(60, for: .principal("carol"), settings))
        #expect(budget.take(40, for: .principal("alice"), settings) && budget.count == 800)
    }

    @Test func `a little memory does for one whole session`() {
        var settings = settings
        settings.subscriptionMemory = 100
        let budget = SubscriptionBudget()
        #expect(budget.take(50, for: .principal("alice"), settings))
        #expect(!budget.take(1, for: .principal("alice"), settings))
    }
}
