import JSON
import HTTP
import TOML

extension LimitSettings {
    /// `[middleware.rate_limit]`, `[middleware.global_limit]` and `[middleware.tool_limit]`; each switches itself on. A
    /// `rate_limit` that speaks of refused tokens alone does not: they are counted with and without it.
    init(in middleware: TOMLTable) {
        self.init()
        let day = Duration.seconds(86_400)
        let rate = middleware.table("rate_limit")
        let perMinute = rate["requests_per_minute", in: 0...1_000_000] ?? 100
        let burst = rate["burst", in: 1...1_000_000] ?? 20
        let hasBucket = rate.has("requests_per_minute") || rate.has("burst")
        let hasFailures = rate.has("failures") || rate.has("failure_window")
        if rate.isPresent, hasBucket || !hasFailures, perMinute > 0 {
            principal = .bucket(perMinute: perMinute, burst: burst)
        }
        failures = .window(
            rate["failures", in: 1...1_000_000] ?? 10,
            within: rate["failure_window", in: .seconds(1)...day] ?? .seconds(60)
        )

        let all = middleware.table("global_limit")
        let allPerMinute = all["requests_per_minute", in: 1...10_000_000] ?? 1000
        let allBurst = all["burst", in: 1...1_000_000] ?? min(allPerMinute, 1_000_000)
        if all.isPresent { global = .bucket(perMinute: allPerMinute, burst: allBurst) }

        let tools = middleware.table("tool_limit")
        let calls = tools["calls", in: 1...1_000_000] ?? 5
        let window = tools["window", in: .seconds(1)...day] ?? .seconds(60)
        if tools.isPresent { tool = .window(calls, within: window) }
    }
}

extension LimitSettings {
    static var references: [SectionDescription] {
        [
            SectionDescription(
                "middleware.rate_limit",
                "how often one caller may ask ([limits](limits.md))",
                [
                    .key(
                        "requests_per_minute",
                        .integer(0, 1_000_000),
                        100,
                        "what flows into a caller's bucket; 0 means as often as it likes"
                    ),
                    .key("burst", .integer(1, 1_000_000), 20, "what the bucket holds: requests at once"),
                    .key(
                        "failures",
                        .integer(1, 1_000_000),
                        10,
                        "refused tokens and login codes from one address within the window; one more is 429. Holds without this table too, and alone in it does not limit requests"
                    ),
                    .key("failure_window", .duration("1s", "24h"), "1m", "the window"),
                ]
            ),
            SectionDescription(
                "middleware.global_limit",
                "how often all callers together may ask",
                [
                    .key(
                        "requests_per_minute",
                        .integer(1, 10_000_000),
                        1000,
                        "how often all callers together may ask"
                    ),
                    .key(
                        "burst",
                        .integer(1, 1_000_000),
                        .said("as `requests_per_minute`"),
                        "requests at once",
                        example: 1000
                    ),
                ]
            ),
            SectionDescription(
                "middleware.tool_limit",
                "how often one caller may call one tool",
                [
                    .key(
                        "calls",
                        .integer(1, 1_000_000),
                        5,
                        "how often one caller may call one tool within the window"
                    ),
                    .key("window", .duration("1s", "24h"), "1m", "begins with the first call"),
                ]
            ),
        ]
    }
}
