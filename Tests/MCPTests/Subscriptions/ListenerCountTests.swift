import Testing

@testable import MCP

@Suite struct ListenerCountTests {
    @Test func `who has no name of their own counts in all only`() {
        var settings = MCPSettings()
        settings.listenerLimit = 3
        settings.listenersPerPrincipal = 1
        let count = ListenerCount()
        #expect(count.enter("a", settings))
        #expect(!count.enter("a", settings))
        #expect(count.enter(nil, settings) && count.enter(nil, settings))
        #expect(!count.enter("b", settings))
        count.leave("a")
        #expect(count.enter("a", settings))
        for principal in ["a", nil, nil] { count.leave(principal) }
        #expect(count.total == 0)
    }
}
