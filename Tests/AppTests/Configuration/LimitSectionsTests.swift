import HTTP
import Testing

@testable import App

@Suite struct LimitSectionsTests {
    private func limits(_ text: String) -> LimitSettings { ConfigurationText(text).configuration.limits }

    @Test func `each table switches its limit on`() {
        #expect(limits("") == LimitSettings())
        #expect(limits("[middleware.rate_limit]").principal == .bucket(perMinute: 100, burst: 20))
        #expect(limits("[middleware.global_limit]").global == .bucket(perMinute: 1000, burst: 1000))
        #expect(limits("[middleware.tool_limit]").tool == .window(5, within: .seconds(60)))
        #expect(limits("[middleware.tool_limit]").principal == nil)
    }

    @Test(arguments: ["failures = 3", "failure_window = '2m'", "failures = 3\nfailure_window = '2m'"])
    func `a table that speaks of refused tokens alone limits nothing else`(text: String) {
        #expect(limits("[middleware.rate_limit]\n" + text).principal == nil)
        #expect(limits("[middleware.rate_limit]\nburst = 5\n" + text).principal == .bucket(perMinute: 100, burst: 5))
        #expect(limits("[middleware.rate_limit]\n" + text).failures != LimitSettings().failures)
    }

    @Test func `what they say is read`() {
        let rate = limits("[middleware.rate_limit]\nburst = 5\nfailures = 3\nfailure_window = '2m'")
        #expect(rate.principal == .bucket(perMinute: 100, burst: 5))
        #expect(rate.failures == .window(3, within: .seconds(120)))
        #expect(limits("[middleware.rate_limit]\nrequests_per_minute = 0\nfailures = 3").principal == nil)
        #expect(
            limits("[middleware.global_limit]\nrequests_per_minute = 60").global == .bucket(perMinute: 60, burst: 60)
        )
        #expect(
            limits("[middleware.tool_limit]\ncalls = 1\nwindow = '1h'").tool == .window(1, within: .seconds(3600))
        )
    }

    @Test(arguments: [
        "[middleware.rate_limit]\nburst = 0", "[middleware.rate_limit]\nrequests_per_minute = -1",
        "[middleware.tool_limit]\nwindow = 0", "[middleware.global_limit]\nrequests_per_minute = 0",
    ])
    func `what cannot be is refused`(text: String) {
        #expect(ConfigurationText(text).errors.count == 1)
    }
}
