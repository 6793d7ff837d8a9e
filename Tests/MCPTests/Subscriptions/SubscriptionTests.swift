import JSON
import Testing

@testable import MCP

@Suite struct SubscriptionTests {
    @Test func `nothing goes out ahead of the acknowledgement, and nothing is lost`() {
        let heard = Heard()
        let subscription = Subscription(.number(3)) { heard.take($0) }
        subscription.tell("notifications/tools/list_changed", [:])
        #expect(heard.all.isEmpty)
        subscription.acknowledge(ListenFilter())
        subscription.tell("notifications/prompts/list_changed", [:])
        #expect(
            heard.all.map(\.method) == [
                "notifications/subscriptions/acknowledged", "notifications/tools/list_changed",
                "notifications/prompts/list_changed",
            ]
        )
        #expect(heard.all.allSatisfy { $0.params["_meta"] == ["io.modelcontextprotocol/subscriptionId": 3] })
    }
}
