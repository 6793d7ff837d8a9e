import Testing

@testable import MCP

@Suite struct MessageLevelTests {
    @Test func `levels rise from debug to emergency`() {
        #expect(MessageLevel.allCases.sorted() == MessageLevel.allCases)
        #expect(MessageLevel.debug < .info)
        #expect(MessageLevel.emergency > .critical)
    }
}
