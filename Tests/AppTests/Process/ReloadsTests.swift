import Testing

@testable import App

@Suite struct ReloadsTests {
    @Test func `a refusal is told until a file is taken over`() {
        let reloads = Reloads(at: 5)
        #expect(reloads.report == .init(lastSuccess: 5))
        reloads.rejected("c:1:1: no")
        #expect(reloads.report == .init(rejected: 1, lastSuccess: 5, problem: "c:1:1: no"))
        reloads.applied(at: 9, waiting: ["log.file"])
        #expect(reloads.report == .init(applied: 1, rejected: 1, lastSuccess: 9, waiting: ["log.file"]))
    }

    @Test func `a refusal forgets nothing that waits`() {
        let reloads = Reloads(at: 5)
        reloads.applied(at: 6, waiting: ["log.file"])
        reloads.rejected("no")
        #expect(reloads.report.waiting == ["log.file"] && reloads.report.lastSuccess == 6)
    }
}
