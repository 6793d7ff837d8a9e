import Testing

@testable import MCP

@Suite struct ListenerCountTests {
    @Test func `a name that Unicode holds equivalent is another's`() {
        var settings = MCPSettings()
        settings.listenersPerPrincipal = 1
        let count = ListenerCount()
        #expect(count.enter("jos\u{e9}", settings) && count.enter("jose\u{301}", settings))
        #expect(!count.enter("jos\u{e9}", settings))
    }

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
        for principal in ["a", nil, nil] as [Principal?] { count.leave(principal) }
        #expect(count.total == 0)
    }
}
