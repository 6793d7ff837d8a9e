import Testing

@testable import MCP

@Suite struct SessionStreamTests {
    private let event = [UInt8](repeating: 0x61, count: 10)

    @Test func `beyond what all streams may keep, what nobody reads is forgotten`() {
        let budget = ByteBudget()
        let stream = SessionStream(limit: 1000, of: budget, limit: 25)
        #expect(stream.put(event, isDispensable: false))
        #expect(stream.put(event, isDispensable: false))
        #expect(!stream.put(event, isDispensable: false))
        #expect(budget.count == 0)
        #expect(stream.read(after: 2) == nil, "what was lost is not passed over in silence")
        #expect(stream.read(after: 3) != nil)
    }

    @Test func `who reads loses nothing`() async {
        let budget = ByteBudget()
        let others = SessionStream(limit: 1000, of: budget, limit: 10)
        others.put(event, isDispensable: false)
        let stream = SessionStream(limit: 1000, of: budget, limit: 10)
        let reading = stream.read(after: 0)
        #expect(stream.put(event, isDispensable: false))
        #expect(stream.put(event, isDispensable: false))
        #expect(await reading?.next()?.split(separator: 0x0a).count == 4)
    }

    @Test func `a stream gives back what it kept`() {
        let budget = ByteBudget()
        var stream: SessionStream? = SessionStream(limit: 1000, of: budget, limit: 100)
        stream?.put(event, isDispensable: false)
        #expect(budget.count == 10)
        stream = nil
        #expect(stream == nil && budget.count == 0)
    }
}
