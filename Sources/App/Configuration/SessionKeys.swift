import JSON
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

extension SessionSettings {
    /// Those of `[mcp]`.
    static var keys: [KeyDescription] {
        [
            .key(
                "sessions",
                .words(of: Mode.self),
                "offered",
                "whether clients of 2025-03-26 to 2025-11-25 get a [session](sessions.md), and need one"
            ),
            .key("session_time", .duration("1s", "8760h"), "24h", "a session ends after so long"),
            .key(
                "session_idle_time",
                .duration("1s", "8760h"),
                "30m",
                "a session that is remembered here ends after so long without a sign of its client"
            ),
            .key(
                "session_limit",
                .integer(1, 1_000_000),
                10000,
                "sessions that are remembered; one more is answered with 503"
            ),
            .key(
                "sessions_per_principal",
                .integer(1, 1_000_000),
                1000,
                "of these, sessions of one holder of a token; one more is answered with 503"
            ),
            .key(
                "sessions_per_address",
                .integer(1, 1_000_000),
                4096,
                "of these, sessions of one address, where callers have no name; behind a proxy that is the proxy"
            ),
        ] + streams
    }

    private static var streams: [KeyDescription] {
        [
            .key(
                "subscriptions_per_session",
                .integer(1, 100_000),
                256,
                "resources that one session is subscribed to; one more is an error"
            ),
            .key("subscription_size", .size("1KiB", "1GiB"), "64KiB", "the URIs of these; more is an error"),
            .key(
                "subscription_memory",
                .size("1KiB", "1024GiB"),
                "16MiB",
                "the URIs of all sessions, of which those of one caller have an eighth; beyond it a subscription is answered with 503"
            ),
            .key(
                "replay_memory",
                .size("1KiB", "1024GiB"),
                "64MiB",
                "events that all streams keep together; beyond it what nobody reads is forgotten"
            ),
            .key(
                "replay_limit",
                .size("1KiB", "1GiB"),
                "64KiB",
                "events of one stream that are kept for a client whose connection was cut"
            ),
            .key("answer_time", .duration("1s", "24h"), "5m", "for a client to answer what a call asks it"),
            .key(
                "legacy_sse",
                .boolean,
                false,
                "whether the transport of 2024-11-05 is served, on `/sse` and `/messages/`"
            ),
        ]
    }
}
