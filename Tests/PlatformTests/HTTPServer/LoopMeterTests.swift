import HTTP
import Testing

@testable import Platform

@Suite struct LoopMeterTests {
    @Test func `what loops count is added up`() {
        let (one, two) = (LoopMeter(), LoopMeter())
        one.answered(.ok)
        two.answered(.ok)
        two.answered(.notFound)
        two.refused(.slow)
        two.stalled(nanoseconds: 20_000_000)
        one.eventStreamBegan()
        one.webSocketBegan()
        one.webSocketEnded()
        var report = ServerReport()
        for meter in [one, two] { meter.add(to: &report) }
        #expect(report.answers == [200: 2, 404: 1])
        #expect(report.refusals["slow"] == 1 && report.refusals["head"] == 0)
        #expect(report.stalls == 1 && report.stalledNanoseconds == 20_000_000)
        #expect(report.eventStreams == 1 && report.webSockets == 0)
    }

    @Test(arguments: [(400, "malformed"), (408, "slow"), (413, "body"), (431, "head"), (503, "memory"), (505, "other")])
    func `a status says why`(status: Int, name: String) {
        #expect(Refusal(HTTPStatus(status)).name == name)
    }
}
