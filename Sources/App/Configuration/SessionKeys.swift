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
        replayLimit = table[bytes: "replay_limit", in: 1 << 10...1 << 30] ?? replayLimit
        answerTime = table["answer_time", in: .seconds(1)...day] ?? answerTime
        servesEventStreams = table["legacy_sse"] ?? servesEventStreams
    }
}

extension SessionSettings.Mode: TOMLReadable {}
