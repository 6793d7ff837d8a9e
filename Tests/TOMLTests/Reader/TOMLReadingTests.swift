import Testing

@testable import TOML

@Suite struct TOMLReadingTests {
    @Test func `asking makes a key known, whether it is there or not`() {
        let reading = TOMLReading(TOMLDocument("a = 1\nb = 2\nc = 3").root, path: "t")
        #expect(reading.ask(for: "a")?.value == .integer(1))
        #expect(reading.ask(for: "x") == nil)
        reading.understand("b")
        #expect(reading.asked == ["a", "x"])
        #expect(["a", "b", "c"].map(reading.isUnknown) == [false, false, true])
    }

    @Test func `a place is named as a reader of the file finds it`() {
        #expect(TOMLReading(TOMLMembers(), path: "a.b").place == "in [a.b]")
        #expect(TOMLReading(TOMLMembers(), path: "").place == "at the top of the file, above the first [table]")
    }

    @Test func `nothing outlives the tables`() {
        weak var survivor: TOMLReport?
        do {
            let document = TOMLDocument("a.b = 1\n[c]\nd.e = {f.g = 1}")
            let report = TOMLReport(document, environment: TOMLEnvironment())
            survivor = report
            let root = TOMLTable(document.root, at: TOMLPlace(range: 0..<0), path: "", report: report)
            _ = root.table("a")
        }
        #expect(survivor == nil)
    }
}
