import Platform
import Testing

@Suite struct ProcessUsageTests {
    @Test func `a process takes something of the machine`() {
        let usage = ProcessUsage()
        #expect(usage.processorSeconds > 0)
        #expect(usage.residentBytes > 1 << 20)
        #expect(usage.threads >= 1)
        #expect(1...usage.descriptorLimit ~= usage.descriptors)
    }
}
