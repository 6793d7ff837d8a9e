import MCP
import TOML

extension SessionSettings {
    /// `[mcp]`, as far as it speaks of sessions.
    mutating func read(_ table: TOMLTable) {
        let day = Duration.seconds(86_400)
        mode = table["sessions"] ?? mode
        lifetime = table["session_time", in: .seconds(1)...(day * 365)] ?? lifetime
        idleTime = table["session_idle_time", in: .seconds(1)...(day * 365)] ?? idleTime
        limit = table["session_limit", in: 1...1_000_000] ?? limit
        limitPerPrincipal = table["sessions_per_principal", in: 1...1_000_000] ?? limitPerPrincipal
        limitPerAddress = table["sessions_per_address", in: 1...1_000_000] ?? limitPerAddress
        subscriptionLimit = table["subscriptions_per_session", in: 1...100_000] ?? subscriptionLimit
        subscriptionSize = table[bytes: "subscription_size", in: 1 << 10...1 << 30] ?? subscriptionSize
        subscriptionMemory = table[bytes: "subscription_memory", in: 1 << 10...1 << 40] ?? subscriptionMemory
        replayMemory = table[bytes: "replay_memory", in: 1 << 10...1 << 40] ?? replayMemory
        replayLimit = table[bytes: "replay_limit", in: 1 << 10...1 << 30] ?? replayLimit
        answerTime = table["answer_time", in: .seconds(1)...day] ?? answerTime
        servesEventStreams = table["legacy_sse"] ?? servesEventStreams
    }
}

extension SessionSettings.Mode: TOMLReadable {}
