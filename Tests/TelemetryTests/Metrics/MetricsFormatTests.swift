import Telemetry
import Testing

@Suite struct MetricsFormatTests {
    private let requests = Metric(
        .counter,
        "http_requests",
        "Answers by \"status\".",
        [.init(.integer(3), ["status": "200"]), .init(.integer(1), ["status": "a\"b\\c\nd"])]
    )

    @Test func `a counter has its suffix where the format wants it`() {
        let samples = """
            http_requests_total{status="200"} 3
            http_requests_total{status="a\\"b\\\\c\\nd"} 1

            """
        #expect(
            MetricsFormat.prometheus.text(of: [requests]) == """
                # HELP http_requests_total Answers by "status".
                # TYPE http_requests_total counter
                \(samples)
                """
        )
        #expect(
            MetricsFormat.openMetrics.text(of: [requests]) == """
                # HELP http_requests Answers by \\"status\\".
                # TYPE http_requests counter
                \(samples)# EOF

                """
        )
    }

    @Test func `a histogram adds its buckets up`() {
        let histogram = DurationHistogram()
        for nanoseconds in [20_000, 60_000, 2_000_000_000] as [UInt64] { histogram.record(nanoseconds: nanoseconds) }
        let metric = Metric(.histogram, "t_seconds", "Time.", [.init(.durations(histogram.snapshot), ["a": "b"])])
        let lines = MetricsFormat.prometheus.text(of: [metric]).split(separator: "\n")
        #expect(lines.contains("t_seconds_bucket{a=\"b\",le=\"0.000025\"} 1"))
        #expect(lines.contains("t_seconds_bucket{a=\"b\",le=\"0.0001\"} 2"))
        #expect(lines.contains("t_seconds_bucket{a=\"b\",le=\"+Inf\"} 3"))
        #expect(lines.contains("t_seconds_sum{a=\"b\"} 2.00008"))
        #expect(lines.contains("t_seconds_count{a=\"b\"} 3"))
    }

    @Test func `a metric without samples is not shown`() {
        #expect(MetricsFormat.prometheus.text(of: [Metric(.gauge, "a", "A.", [])]) == "")
    }

    @Test(
        arguments: [
            (nil, MetricsFormat.prometheus), ("*/*", .prometheus), ("text/plain;version=0.0.4", .prometheus),
            ("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", .openMetrics),
            ("Application/OpenMetrics-Text; version=1.0.0; q=0.6", .openMetrics),
            ("application/openmetrics-text;q=0, text/plain", .prometheus),
        ] as [(String?, MetricsFormat)]
    )
    func `the client decides the format`(accept: String?, format: MetricsFormat) {
        #expect(MetricsFormat(accepting: accept) == format)
    }
}
