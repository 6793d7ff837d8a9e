import MCP
import TOML
import Testing

@testable import App

@Suite struct SessionKeysTests {
    @Test func `a session's terms are read`() {
        let text = ConfigurationText(
            """
            [mcp]
            sessions = "required"
            session_time = "1h"
            session_idle_time = "1m"
            session_limit = 5
            sessions_per_principal = 3
            sessions_per_address = 4
            subscriptions_per_session = 2
            subscription_size = "2KiB"
            subscription_memory = "3KiB"
            replay_memory = "4KiB"
            replay_limit = "1KiB"
            answer_time = "10s"
            legacy_sse = true
            """
        )
        var expected = SessionSettings()
        expected.mode = .required
        expected.lifetime = .seconds(3600)
        expected.idleTime = .seconds(60)
        expected.limit = 5
        expected.limitPerPrincipal = 3
        expected.limitPerAddress = 4
        expected.subscriptionLimit = 2
        expected.subscriptionSize = 2048
        expected.subscriptionMemory = 3072
        expected.replayMemory = 4096
        expected.replayLimit = 1024
        expected.answerTime = .seconds(10)
        expected.servesEventStreams = true
        #expect(text.configuration.mcp.sessions == expected)
        #expect(text.problems.isEmpty)
    }
}
