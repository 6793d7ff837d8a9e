import Telemetry
import Testing

@Suite struct MetricTests {
    @Test func `a metric of one number has one sample without labels`() {
        #expect(Metric.counter("a", "A.", 3) == Metric(.counter, "a", "A.", [.init(.integer(3))]))
        #expect(Metric.gauge("a", "A.", 1.5).samples.map(\.value) == [.number(1.5)])
    }
}
